-- A sector for each group of stations: all places nearest to one of them, within the map and never less than 10 km around the
-- stations. Nearness is judged on the Mercator plane, which keeps angles, so that it is right in every latitude.
with member as (
  select m.group_number, st_transform(s.geom, 3857) as geom
  from unnest($2::uuid[], $3::int[]) as m (station_id, group_number)
  join station s on s.id = m.station_id
), land as (
  select st_envelope(st_union(
    st_expand(st_collect(m.geom), 10000),
    coalesce(st_transform((
      select w.bounds from region r join map w on w.id = r.map_id where r.id = $1::text
    ), 3857), st_expand(st_collect(m.geom), 10000))
  )) as geom
  from member m
), cell as (
  select (st_dump(st_voronoipolygons((select st_collect(geom) from member), 0, (select geom from land)))).geom
  union all
  -- Stations in one place have no borders with others.
  select geom from land where (select count(distinct st_astext(m.geom)) from member m) = 1
), part as (
  select
    m.group_number,
    st_union(st_intersection(c.geom, (select geom from land))) as geom
  from cell c
  join lateral (
    select n.group_number from member n where st_covers(c.geom, n.geom) order by n.group_number limit 1
  ) m on true
  group by m.group_number
)
insert into sector (id, region_id, name, geom, created_at)
select w.id, $1::text, w.name, st_multi(st_collectionextract(st_transform(p.geom, 4326), 3)), $6::timestamptz
from part p
join unnest($4::uuid[], $5::text[]) with ordinality as w (id, name, place) on w.place = p.group_number + 1
