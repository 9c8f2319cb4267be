select r.region_id as "regionId", r.version, v.document
from patient_record r
left join patient_record_version v on v.record_id = r.id and v.version = r.version
where r.id = $1::uuid
for update of r
