with detail as (
  insert into premise_hazard_detail
    (hazard_id, version, kind, text, address_text, address_key, location_source, written_at, written_by)
  values ($1::uuid, 1, $9::text, $10::text, $11::text, $12::text, $13::text, $7::timestamptz, $8::uuid)
)
insert into premise_hazard (id, region_id, geom, valid_until, review_at, created_at, created_by)
values (
  $1::uuid, $2::text,
  case when $3::float8 is null then null else st_setsrid(st_makepoint($3::float8, $4::float8), 4326) end,
  $5::timestamptz, $6::timestamptz, $7::timestamptz, $8::uuid
)
