update device
set last_seen_at = $2::timestamptz, clock_offset_ms = $3::bigint
where id = $1::uuid
