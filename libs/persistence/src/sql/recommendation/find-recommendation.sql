select
  id, region_id as "regionId", incident_id as "incidentId", at, asked_by as "askedBy", inputs, answer
from recommendation
where id = $1::uuid
