-- Facilities beside a road that can be driven, hospitals first, of one region's part of the map.
select f.name, f.kind, st_x(f.geom) as lon, st_y(f.geom) as lat
from map_facility f
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
