-- Asked after the incident is locked.
select
  assignment_id as "assignmentId", unit_id as "unitId", capabilities, is_there as "isThere", is_out as "isOut",
  has_left as "hasLeft"
from serving_unit
where incident_id = $1::uuid
order by sent_at, assignment_id
