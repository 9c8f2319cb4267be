with revoked as (
  update device
  set revoked_at = $2::timestamptz, revoked_by = $3::uuid
  where id = $1::uuid and revoked_at is null
  returning id
), ended as (
  update tablet_sign_on
  set ended_at = $2::timestamptz, ended_because = 'deviceRevoked'
  where ended_at is null and device_id in (select id from revoked)
)
select id from revoked
