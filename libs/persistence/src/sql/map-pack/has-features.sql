-- Whether anything of map $1 lies in tile $2/$3/$4 (zoom, x, y) that is drawn at zoom $5 or before.
select exists (
  select from basemap_feature f
  where f.map_id = $1::int and f.geom && st_tileenvelope($2::int, $3::int, $4::int, margin => 64.0 / 4096) and f.min_zoom <= $5::int
) as found
