-- The pack of the present import that has waited longest; one whose making failed waits a minute more with each failure.
select
  p.id,
  p.kind,
  p.map_id as "mapId",
  p.map_version as "mapVersion",
  m.name as "mapName",
  m.attribution,
  array[st_xmin(m.bounds), st_ymin(m.bounds), st_xmax(m.bounds), st_ymax(m.bounds)] as bounds
from map_pack p
join map m on m.id = p.map_id and m.version = p.map_version
where p.made_at is null and m.bounds is not null and p.kind = any ($1::text[]) and p.format = any ($2::int[])
  and (p.failed_at is null or p.failed_at + least(p.failures, 60) * interval '1 minute' < now())
  and not p.id = any ($3::uuid[])
order by p.kind desc, p.wanted_at, p.id
limit 1
