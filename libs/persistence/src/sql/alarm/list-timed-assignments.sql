-- Assignments whose timers may run: all, or those named in $1.
select
  a.id as "assignmentId", a.region_id as "regionId", a.incident_id as "incidentId", a.unit_id as "unitId", a.status,
  s.notified_at as "notifiedAt", s.on_scene_at as "onSceneAt", s.at_destination_at as "atDestinationAt"
from assignment a
cross join lateral (
  select
    min(p.recorded_at) filter (where p.status = 'notified') as notified_at,
    min(p.recorded_at) filter (where p.status in ('onScene', 'atPatient')) as on_scene_at,
    min(p.recorded_at) filter (where p.status in ('atDestination', 'handedOver')) as at_destination_at
  from assignment_step p
  where p.assignment_id = a.id
) s
where
  a.ended_at is null
  and a.status in ('notified', 'delivered', 'onScene', 'atPatient', 'atDestination', 'handedOver')
  and ($1::uuid[] is null or a.id = any ($1::uuid[]))
