insert into station (id, region_id, name, geom)
values ($1::uuid, $2::text, $3::text, st_setsrid(st_makepoint($4::float8, $5::float8), 4326))
