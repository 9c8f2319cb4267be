-- Open incidents (all, or those named in $1) that nobody has been to and left again, with the units that are on them or
-- done there: whether anything is short, the plan says. One look by index for each open one: the assignments of years are
-- never read as a whole. A unit that fell away, not one that finished, begins a new waiting period.
select
  i.id as "incidentId", i.region_id as "regionId", i.category, i.priority, i.needs, i.created_at as "createdAt",
  e.last_ended_id as "lastEndedAssignmentId", coalesce(e.last_ended_at, i.created_at) as "waitingSinceAt",
  s.serving, s.last_sent_at as "lastSentAt"
from incident i
cross join lateral (
  select
    max(a.ended_at) as last_ended_at,
    (array_agg(a.id order by a.ended_at desc, a.id desc))[1] as last_ended_id
  from assignment a
  where a.incident_id = i.id and a.ended_at is not null and a.status <> 'available'
) e
cross join lateral (
  select
    count(*) > 0 as is_served,
    coalesce(bool_or(not n.has_left), false) as is_attended,
    max(n.sent_at) as last_sent_at,
    coalesce(
      jsonb_agg(jsonb_build_object(
        'assignmentId', n.assignment_id, 'unitId', n.unit_id, 'capabilities', to_jsonb(n.capabilities),
        'isThere', n.is_there, 'isOut', n.is_out
      ) order by n.sent_at, n.assignment_id),
      '[]'
    ) as serving
  from serving_unit n
  where n.incident_id = i.id
) s
where
  i.state = 'open' and (s.is_attended or not s.is_served)
  and ($1::uuid[] is null or i.id = any ($1::uuid[]))
