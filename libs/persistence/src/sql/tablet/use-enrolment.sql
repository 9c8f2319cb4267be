-- Tablets show no secret, they sign: a hash of no bytes matches none.
with used as (
  update device_enrolment
  set used_at = $4::timestamptz, device_id = $2::uuid
  where code_hash = $1::bytea and used_at is null and expires_at > $4::timestamptz
  returning region_id, vehicle_id, name
), enrolled as (
  insert into device (
    id, region_id, vehicle_id, protocol, external_id, secret_hash, name, public_key, enrolled_at
  )
  select $2::uuid, region_id, vehicle_id, 'tablet', 'tablet:' || $2::text, '', name, $3::jsonb, $4::timestamptz
  from used
  returning id
)
select region_id as "regionId", vehicle_id as "vehicleId"
from used, enrolled
