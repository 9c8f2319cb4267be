update unit
set duty_state = $2::text, duty_reason = $3::text, duty_expected_end_at = $4::timestamptz, duty_since_at = $5::timestamptz
where id = $1::uuid
