select
  a.id, a.region_id as "regionId", a.incident_id as "incidentId", a.unit_id as "unitId", a.status,
  array(select s.status from assignment_step s where s.assignment_id = a.id) as "recordedSteps"
from assignment a
where a.id = $1::uuid
for update
