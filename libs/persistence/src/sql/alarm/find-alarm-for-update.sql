select
  id, region_id as "regionId", kind, incident_id as "incidentId", assignment_id as "assignmentId", unit_id as "unitId",
  acknowledged_at as "acknowledgedAt", cleared_at as "clearedAt"
from alarm
where id = $1::uuid
for no key update
