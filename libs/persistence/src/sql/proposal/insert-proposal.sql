insert into proposal (
  id, region_id, kind, subject, version, state, sends, releases, because, saved_weighted_seconds, created_at, updated_at
)
values (
  $1::uuid, $2::text, $3::text, $4::text, 1, 'open', $5::jsonb, $6::jsonb, $7::jsonb, $8::int, $9::timestamptz, $9::timestamptz
)
on conflict (region_id, kind, subject) where state = 'open' do nothing
returning id
