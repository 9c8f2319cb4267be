-- Open incidents (all, or those named in $1) with no unit on the way and none that has been there and is done. One look by
-- index for each open one: the assignments of years are never read as a whole.
select
  i.id as "incidentId", i.region_id as "regionId", i.category, i.priority, i.created_at as "createdAt",
  s.last_ended_id as "lastEndedAssignmentId", coalesce(s.last_ended_at, i.created_at) as "waitingSinceAt"
from incident i
cross join lateral (
  select
    bool_or(a.is_active or a.status = 'available') as is_served,
    max(a.ended_at) as last_ended_at,
    (array_agg(a.id order by a.ended_at desc, a.id desc) filter (where a.ended_at is not null))[1] as last_ended_id
  from assignment a
  where a.incident_id = i.id
) s
where i.state = 'open' and s.is_served is not true and ($1::uuid[] is null or i.id = any ($1::uuid[]))
