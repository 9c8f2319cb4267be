-- $4: corners as GeoJSON ring coordinates.
insert into sector (id, region_id, name, geom, created_at)
values (
  $1::uuid, $2::text, $3::text,
  st_setsrid(st_multi(st_geomfromgeojson(jsonb_build_object('type', 'Polygon', 'coordinates', $4::jsonb))), 4326),
  $5::timestamptz
)
