insert into post (id, region_id, name, geom, places)
values ($1::uuid, $2::text, $3::text, st_setsrid(st_makepoint($4::float8, $5::float8), 4326), $6::int)
