-- Open incidents of a region ($1), their calls, what was joined to them, and calls that belong to none: those of the time
-- from $6 to $7 in a box of degrees ($2 to $3, $4 to $5), newest first. Plain boxes: the first use of PostGIS's exact
-- distances on a connection cost 95 ms, while other reports wait.
with recursive reach as (
  select st_makeenvelope($2::float8, $4::float8, $3::float8, $5::float8, 4326) as box
), opened as (
  select i.id
  from incident i
  cross join reach
  where
    i.region_id = $1::text and i.state = 'open' and i.created_at >= $6::timestamptz - interval '6 hours'
    -- What is joined to it or called about it may lie as far again.
    and i.geom && st_expand(reach.box, 0.01)
), member as (
  select id, id as main_id from opened
  union all
  select j.incident_id, m.main_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
), report as (
  select
    m.main_id as incident_id, null::uuid as call_id, i.geom, i.created_at as reported_at, d.address_text, d.notes as words
  from member m
  join incident i on i.id = m.id
  join incident_detail d on d.incident_id = i.id and d.version = i.version
  where i.created_at between $6::timestamptz and $7::timestamptz
  union all
  select m.main_id, c.id, coalesce(c.geom, i.geom), c.received_at, coalesce(d.address_text, ''), coalesce(d.words, '')
  from member m
  join incident i on i.id = m.id
  join call c on c.incident_id = i.id
  join call_detail d on d.call_id = c.id and d.version = c.version
  where c.received_at between $6::timestamptz and $7::timestamptz
  union all
  select null, c.id, c.geom, c.received_at, coalesce(d.address_text, ''), coalesce(d.words, '')
  from call c
  join call_detail d on d.call_id = c.id and d.version = c.version
  where
    c.region_id = $1::text and c.incident_id is null and c.ended_at is null
    and c.received_at between $6::timestamptz and $7::timestamptz
)
select
  p.incident_id as "incidentId", p.call_id as "callId", st_x(p.geom) as lon, st_y(p.geom) as lat,
  p.reported_at as "reportedAt", p.address_text as "addressText", p.words, i.category, i.priority::int, i.number,
  i.created_at as "createdAt", st_x(i.geom) as "incidentLon", st_y(i.geom) as "incidentLat"
from report p
cross join reach
left join incident i on i.id = p.incident_id
where p.geom && reach.box
order by p.reported_at desc
limit 40
