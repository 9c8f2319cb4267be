-- By id. A call of an incident that was joined belongs to the main one, and the link to its own is kept.
with recursive up as (
  select c.id as call_id, c.incident_id from call c where c.id = any ($1::uuid[]) and c.incident_id is not null
  union all
  select u.call_id, j.into_id
  from up u
  join incident_join j on j.incident_id = u.incident_id and j.undone_at is null
)
select
  c.id, c.region_id as "regionId", m.incident_id as "incidentId", c.incident_id as "originalIncidentId",
  c.received_at as "receivedAt", st_x(c.geom) as lon, st_y(c.geom) as lat,
  c.version, c.ended_at as "endedAt", c.outcome
from call c
left join lateral (
  select u.incident_id
  from up u
  where
    u.call_id = c.id
    and not exists (select 1 from incident_join j where j.incident_id = u.incident_id and j.undone_at is null)
) m on true
where c.id = any ($1::uuid[])
