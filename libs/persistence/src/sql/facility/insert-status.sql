insert into facility_status (
  facility_id, version, load_percent, wait_minutes, free_beds, diversions, at, until, by
)
values (
  $1::uuid, $2::int, $3::smallint, $4::jsonb, $5::int, $6::jsonb, $7::timestamptz, $8::timestamptz, $9::uuid
)
