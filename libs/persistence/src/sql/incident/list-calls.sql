-- Of an incident and of those joined to it; the link to the incident that a call was taken for is kept.
with recursive member as (
  select $1::uuid as id
  union all
  select j.incident_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
)
select
  c.id, c.region_id as "regionId", $1::uuid as "incidentId", c.incident_id as "originalIncidentId",
  c.received_at as "receivedAt", st_x(c.geom) as lon, st_y(c.geom) as lat,
  c.version, c.ended_at as "endedAt", c.outcome
from member m
join call c on c.incident_id = m.id
order by c.received_at, c.id
