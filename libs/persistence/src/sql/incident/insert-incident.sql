with detail as (
  insert into incident_detail (incident_id, version, address_text, notes, location_source, written_at, written_by)
  values ($1::uuid, $6::int, $12::text, $13::text, $14::text, $9::timestamptz, $10::uuid)
)
insert into incident (id, region_id, number, category, priority, version, geom, created_at, created_by, is_training, needs)
values (
  $1::uuid, $2::text, $3::int, $4::text, $5::smallint, $6::int,
  case when $7::float8 is null then null else st_setsrid(st_makepoint($7::float8, $8::float8), 4326) end,
  $9::timestamptz, $10::uuid, $11::boolean, $15::text[]
)
