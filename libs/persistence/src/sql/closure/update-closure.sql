update closure
set time_factor = $2::real, emergency_may_pass = $3::boolean, reason = $4::text, ends_at = $5::timestamptz
where id = $1::uuid
