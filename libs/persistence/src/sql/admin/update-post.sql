update post
set
  version = version + 1, name = $2::text, geom = st_setsrid(st_makepoint($3::float8, $4::float8), 4326), places = $5::int
where id = $1::uuid
