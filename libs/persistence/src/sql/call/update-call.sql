with detail as (
  insert into call_detail (call_id, version, caller_name, caller_phone, words, address_text, written_at, written_by)
  values ($1::uuid, $2::int, $6::text, $7::text, $8::text, $9::text, $10::timestamptz, $11::uuid)
)
update call
set
  version = $2::int,
  field_versions = $3::jsonb,
  geom = case when $4::float8 is null then null else st_setsrid(st_makepoint($4::float8, $5::float8), 4326) end
where id = $1::uuid
