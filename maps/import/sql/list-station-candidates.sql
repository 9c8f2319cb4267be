-- Facilities beside a road that can be driven, of one region's part of the map, with the neighbourhood they are in.
select
  f.name, f.kind, st_x(f.geom) as lon, st_y(f.geom) as lat,
  f.tags ->> 'name' as "ownName", f.tags ->> 'operator' as operator, f.tags ->> 'emergency' as emergency,
  f.tags ->> 'healthcare' as healthcare, f.tags ->> 'healthcare:speciality' as speciality, near.label as neighbourhood
from map_facility f
left join lateral (
  -- Suburbs, quarters and neighbourhoods have these weights among the places.
  select p.label
  from place p
  where p.map_id = $1::int and p.kind = 'place' and p.weight between 0.74 and 0.81 and st_dwithin(p.geom, f.geom, 0.02)
  order by p.geom <-> f.geom, p.id
  limit 1
) near on true
where f.map_id = $1::int and f.kind = any ($2::text[])
  and ($3::float8[] is null or st_intersects(f.geom, st_makeenvelope(
    ($3::float8[])[1], ($3::float8[])[2], ($3::float8[])[3], ($3::float8[])[4], 4326)))
  and not exists (
    select from jsonb_array_elements($4::jsonb) o
    where st_intersects(f.geom, st_makeenvelope(
      (o ->> 0)::float8, (o ->> 1)::float8, (o ->> 2)::float8, (o ->> 3)::float8, 4326))
  )
  and exists (select from road_node n where n.map_id = $1::int and st_dwithin(n.geom, f.geom, 0.005))
order by array_position($2::text[], f.kind), f.osm_type, f.osm_id
