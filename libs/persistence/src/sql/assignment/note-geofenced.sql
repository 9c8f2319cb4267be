-- Once for each step: of two processes that saw the same arrival the second writes nothing.
insert into assignment_step as held (assignment_id, status, geofenced_at, recorded_at)
values ($1::uuid, $2::text, $3::timestamptz, $4::timestamptz)
on conflict (assignment_id, status) do update
set geofenced_at = excluded.geofenced_at
where held.geofenced_at is null
