-- A code works once: of two that come with it at the same time, one finds the row changed.
update user_totp
set last_step = $2::bigint
where user_id = $1::uuid and confirmed_at is not null and last_step < $2::bigint
returning 1
