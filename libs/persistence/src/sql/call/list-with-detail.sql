-- With what callers said: of an incident ($1) and of those joined to it, oldest first; or of a region ($2) those that belong
-- to no incident, only those that wait ($3), oldest first, or all, latest first. At most $4.
with recursive member as (
  select $1::uuid as id where $1::uuid is not null
  union all
  select j.incident_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
), chosen as (
  select c.id, $1::uuid as incident_id from member m join call c on c.incident_id = m.id
  union all
  (
    select c.id, null
    from call c
    where $1::uuid is null and c.region_id = $2::text and c.incident_id is null and (not $3::boolean or c.ended_at is null)
    order by case when $3::boolean then c.received_at end, c.received_at desc
    limit $4::int
  )
)
select
  c.id, c.region_id as "regionId", o.incident_id as "incidentId", c.incident_id as "originalIncidentId",
  c.received_at as "receivedAt", st_x(c.geom) as lon, st_y(c.geom) as lat, c.version, c.ended_at as "endedAt", c.outcome,
  coalesce(u.display_name, '') as "takenByName", i.number as "incidentNumber",
  coalesce(d.caller_name, '') as "callerName", coalesce(d.caller_phone, '') as "callerPhone",
  coalesce(d.words, '') as words, coalesce(d.address_text, '') as "addressText"
from chosen o
join call c on c.id = o.id
join call_detail d on d.call_id = c.id and d.version = c.version
left join user_account u on u.id = c.taken_by
left join incident i on i.id = o.incident_id
order by case when $1::uuid is not null or $3::boolean then c.received_at end, c.received_at desc, c.id
limit $4::int
