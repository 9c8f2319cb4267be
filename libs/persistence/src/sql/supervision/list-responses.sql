-- Incidents of a region ($1) taken between $2 and $3, in the order of time, after the one in $4 and $5, at most $6; each with its
-- assignments and the times of their steps (milliseconds of the epoch). The sector is found here and not by sector_at():
-- a function for each row takes ten times as long.
with chosen as (
  select i.*
  from incident i
  where i.region_id = $1::text and i.created_at >= greatest($2::timestamptz, $4::timestamptz)
    and i.created_at < $3::timestamptz
    and (i.created_at, i.id) > ($4::timestamptz, $5::uuid)
  order by i.created_at, i.id
  limit $6::int
)
select
  i.id as "incidentId", i.number, i.category, i.priority::int, sector.id as "sectorId",
  i.geom is not null as "hasPosition", i.created_at::text as "createdText",
  extract(epoch from i.created_at)::float8 * 1000 as "createdAt",
  extract(epoch from least(i.created_at, calls.received_at))::float8 * 1000 as "callReceivedAt",
  i.state = 'closed' as "isClosed",
  (i.outcome is not distinct from 'duplicate' or exists (
    select from incident_join j where j.incident_id = i.id and j.undone_at is null
  )) as "isDuplicate",
  i.is_training as "isTraining",
  coalesce(units.assignments, '[]') as assignments
from chosen i
left join lateral (
  select s.id
  from sector s
  where s.removed_at is null and s.region_id = i.region_id and st_covers(s.geom, i.geom)
  order by s.created_at, s.id
  limit 1
) sector on true
left join lateral (select min(c.received_at) as received_at from call c where c.incident_id = i.id) calls on true
left join lateral (
  select json_agg(
    json_build_object(
      'assignmentId', a.id, 'unitId', a.unit_id, 'callSign', u.call_sign, 'capabilities', u.capabilities,
      'status', a.status, 'steps', steps.times
    ) order by a.created_at, a.id
  ) as assignments
  from assignment a
  join unit u on u.id = a.unit_id
  left join lateral (
    select json_agg(json_build_array(
      p.status,
      extract(epoch from p.pressed_at)::float8 * 1000,
      extract(epoch from p.geofenced_at)::float8 * 1000
    )) as times
    from assignment_step p
    where p.assignment_id = a.id
  ) steps on true
  where a.incident_id = i.id
) units on true
order by i.created_at, i.id
