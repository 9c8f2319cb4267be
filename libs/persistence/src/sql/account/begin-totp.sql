-- No row when a confirmed one is there: it is removed first.
insert into user_totp as t (user_id, secret, begun_at)
values ($1::uuid, $2::bytea, $3::timestamptz)
on conflict (user_id) do update set secret = excluded.secret, begun_at = excluded.begun_at, last_step = 0
where t.confirmed_at is null
returning 1
