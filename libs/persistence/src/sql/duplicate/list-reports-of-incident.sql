-- An open incident as typed, its calls, and the same of what was joined to it.
with recursive member as (
  select i.id from incident i where i.id = $1::uuid
  union all
  select j.incident_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
), report as (
  select null::uuid as call_id, i.geom, i.created_at as reported_at, d.address_text, d.notes as words
  from member m
  join incident i on i.id = m.id
  join incident_detail d on d.incident_id = i.id and d.version = i.version
  union all
  select c.id, coalesce(c.geom, i.geom), c.received_at, coalesce(d.address_text, ''), coalesce(d.words, '')
  from member m
  join incident i on i.id = m.id
  join call c on c.incident_id = i.id
  join call_detail d on d.call_id = c.id and d.version = c.version
)
select
  i.id as "incidentId", p.call_id as "callId", st_x(p.geom) as lon, st_y(p.geom) as lat,
  p.reported_at as "reportedAt", p.address_text as "addressText", p.words, i.category, i.priority::int, i.number,
  i.created_at as "createdAt", st_x(i.geom) as "incidentLon", st_y(i.geom) as "incidentLat"
from report p
join incident i on i.id = $1::uuid
where p.geom is not null
order by p.reported_at desc
limit 40
