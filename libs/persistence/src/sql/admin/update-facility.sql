update facility
set
  version = version + 1, name = $2::text, kind = $3::text, has_emergency = $4::boolean,
  geom = st_setsrid(st_makepoint($5::float8, $6::float8), 4326)
where id = $1::uuid
