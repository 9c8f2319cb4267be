insert into crew_signal (id, region_id, unit_id, kind, is_urgent, raised_at, geom)
values (
  $1::uuid, $2::text, $3::uuid, $4::text, $5::boolean, $6::timestamptz, st_setsrid(st_makepoint($7::float8, $8::float8), 4326)
)
