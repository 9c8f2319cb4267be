insert into crew_pin (user_id, pin_hash, set_at, set_by)
values ($1::uuid, $2::text, $3::timestamptz, $4::uuid)
on conflict (user_id) do update set pin_hash = excluded.pin_hash, set_at = excluded.set_at, set_by = excluded.set_by
