with new_call as (
  insert into call (id, region_id, incident_id, received_at, geom, taken_by)
  values (
    $1::uuid, $2::text, $3::uuid, $4::timestamptz,
    case when $5::float8 is null then null else st_setsrid(st_makepoint($5::float8, $6::float8), 4326) end,
    $7::uuid
  )
)
insert into call_detail (call_id, version, caller_name, caller_phone, words, address_text, written_at, written_by)
values ($1::uuid, 1, $8::text, $9::text, $10::text, $11::text, $4::timestamptz, $7::uuid)
