-- Open incidents (all, or those named in $1) with no unit on the way and none that has been there and is done.
select
  i.id as "incidentId", i.region_id as "regionId", i.category, i.priority, i.created_at as "createdAt",
  l.id as "lastEndedAssignmentId", coalesce(l.ended_at, i.created_at) as "waitingSinceAt"
from incident i
left join lateral (
  select a.id, a.ended_at
  from assignment a
  where a.incident_id = i.id and a.ended_at is not null and a.status <> 'available'
  order by a.ended_at desc, a.id desc
  limit 1
) l on true
where
  i.state = 'open'
  and ($1::uuid[] is null or i.id = any ($1::uuid[]))
  and not exists (
    select 1 from assignment a
    where a.incident_id = i.id and (a.is_active or a.status = 'available')
  )
