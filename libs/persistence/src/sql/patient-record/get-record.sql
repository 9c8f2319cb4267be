select
  r.id as "recordId", r.incident_id as "incidentId", r.assignment_id as "assignmentId", r.patient_id as "patientId",
  r.version, r.written_at as "writtenAt", r.is_sealed as "isClosed", v.document,
  u.id as "unitId", u.call_sign as "callSign", f.id as "facilityId", f.name as "facilityName",
  g.id as "regionId", g.name as "regionName"
from patient_record r
join patient_record_version v on v.record_id = r.id and v.version = r.version
join assignment a on a.id = r.assignment_id
join unit u on u.id = a.unit_id
join region g on g.id = r.region_id
left join facility f on f.id = a.destination_facility_id
where r.id = $1::uuid
