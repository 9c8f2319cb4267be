-- Counts the attempt before the password is looked at, so that guesses sent all at once wait like those sent one by
-- one. No row when the wait of 2^(failures - $3) seconds, at most $4, is not over yet.
insert into login_failure as held (key_hash, failures, last_at)
values ($1::bytea, 1, $2::timestamptz)
on conflict (key_hash) do update
set failures = held.failures + 1, last_at = $2::timestamptz
where
  held.failures < $3::int
  or held.last_at + make_interval(secs => least($4::float8, 2.0 ^ least(held.failures - $3::int, 30))) <= $2::timestamptz
returning failures
