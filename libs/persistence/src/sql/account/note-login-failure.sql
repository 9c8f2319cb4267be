insert into login_failure (key_hash, failures, last_at)
values ($1::bytea, 1, $2::timestamptz)
on conflict (key_hash) do update
set failures = login_failure.failures + 1, last_at = $2::timestamptz
