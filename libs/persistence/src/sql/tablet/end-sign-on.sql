update tablet_sign_on
set ended_at = $2::timestamptz, ended_because = $3::text
where id = $1::uuid and ended_at is null
