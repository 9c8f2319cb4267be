insert into user_account (id, email, display_name, password_hash, language, is_demo)
values ($1::uuid, $2::text, $3::text, $4::text, 'en', true)
on conflict (lower(email)) do update
set password_hash = excluded.password_hash, display_name = excluded.display_name, disabled_at = null
returning id
