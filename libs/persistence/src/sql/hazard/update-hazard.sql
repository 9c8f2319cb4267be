with detail as (
  insert into premise_hazard_detail
    (hazard_id, version, kind, text, address_text, address_key, location_source, written_at, written_by)
  values ($1::uuid, $2::int, $7::text, $8::text, $9::text, $10::text, $11::text, $12::timestamptz, $13::uuid)
)
update premise_hazard
set
  version = $2::int,
  geom = case when $3::float8 is null then null else st_setsrid(st_makepoint($3::float8, $4::float8), 4326) end,
  valid_until = $5::timestamptz,
  review_at = $6::timestamptz
where id = $1::uuid
