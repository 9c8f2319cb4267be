update proposal
set
  version = $2::int, sends = $3::jsonb, releases = $4::jsonb, because = $5::jsonb, saved_weighted_seconds = $6::int,
  updated_at = $7::timestamptz
where id = $1::uuid and state = 'open' and version = $2::int - 1
returning id
