insert into map (id, name, version, imported_at, source, bounds, counts)
overriding system value
select
  $1::int, $2::text, $3::int, now(), $4::text,
  st_setsrid(st_makebox2d(st_makepoint(st_xmin(b.box), st_ymin(b.box)), st_makepoint(st_xmax(b.box), st_ymax(b.box))), 4326)::geometry,
  $5::jsonb
from (select st_extent(geom) as box from road_node where map_id = $1::int) b
on conflict (name) do update set
  version = excluded.version, imported_at = excluded.imported_at, source = excluded.source,
  bounds = excluded.bounds, counts = excluded.counts
