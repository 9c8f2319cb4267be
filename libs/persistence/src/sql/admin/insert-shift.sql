insert into crew_shift (id, region_id, starts_at, ends_at)
values ($1::uuid, $2::text, $3::timestamptz, $4::timestamptz)
