update user_totp
set confirmed_at = $2::timestamptz, last_step = $3::bigint
where user_id = $1::uuid and confirmed_at is null and secret = $4::bytea
returning 1
