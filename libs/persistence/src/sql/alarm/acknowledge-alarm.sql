update alarm
set acknowledged_at = $2::timestamptz, acknowledged_by = $3::uuid
where id = $1::uuid and acknowledged_at is null
