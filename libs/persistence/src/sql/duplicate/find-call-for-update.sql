select id, region_id as "regionId", incident_id as "incidentId"
from call
where id = $1::uuid
for no key update
