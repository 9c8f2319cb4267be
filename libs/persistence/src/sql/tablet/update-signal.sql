update crew_signal
set
  is_urgent = $2::boolean,
  geom = coalesce(st_setsrid(st_makepoint($3::float8, $4::float8), 4326), geom)
where id = $1::uuid
