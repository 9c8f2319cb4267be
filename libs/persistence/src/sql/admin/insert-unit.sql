insert into unit (id, region_id, call_sign, capabilities, station_id, duty_state, duty_since_at, retired_at)
values (
  $1::uuid, $2::text, $3::text, $4::text[], $5::uuid, 'offDuty', $7::timestamptz,
  case when $6::boolean then $7::timestamptz end
)
