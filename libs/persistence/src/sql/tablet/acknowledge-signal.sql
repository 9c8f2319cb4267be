update crew_signal
set acknowledged_at = $2::timestamptz, acknowledged_by = $3::uuid
where id = $1::uuid
