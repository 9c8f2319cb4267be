select region_id as "regionId", incident_id as "incidentId", unit_id as "unitId"
from assignment
where id = $1::uuid
