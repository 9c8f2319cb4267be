update crew_shift
set version = version + 1, starts_at = $2::timestamptz, ends_at = $3::timestamptz
where id = $1::uuid
