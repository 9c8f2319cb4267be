insert into timer_settings (region_id, version, limits, changed_at, changed_by)
values ($1::text, $2::int, $3::jsonb, $4::timestamptz, $5::uuid)
on conflict (region_id, version) do nothing
