insert into closure (
  id, map_id, region_id, edge_keys, kind, time_factor, emergency_may_pass, reason, starts_at, ends_at, shape,
  road_names, length_meters, created_at, created_by, geom
)
values (
  $1::uuid, $2::int, $3::text, $4::text[], $5::text, $6::real, $7::boolean, $8::text, $9::timestamptz, $10::timestamptz,
  $11::jsonb, $12::text[], $13::real, $14::timestamptz, $15::uuid,
  st_setsrid(st_geomfromgeojson($16::text), 4326)
)
