with detail as (
  insert into incident_detail (incident_id, version, address_text, notes, location_source, written_at, written_by)
  values ($1::uuid, $4::int, $7::text, $8::text, $9::text, $10::timestamptz, $11::uuid)
)
update incident
set
  category = $2::text,
  priority = $3::smallint,
  version = $4::int,
  needs = $12::text[],
  field_versions = $13::jsonb,
  geom = case when $5::float8 is null then null else st_setsrid(st_makepoint($5::float8, $6::float8), 4326) end
where id = $1::uuid
