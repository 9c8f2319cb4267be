update station
set version = version + 1, name = $2::text, geom = st_setsrid(st_makepoint($3::float8, $4::float8), 4326)
where id = $1::uuid
