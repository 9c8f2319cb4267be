select
  a.id, a.email, a.display_name as "displayName", a.password_hash as "passwordHash", a.language,
  a.initial_password_until as "initialPasswordUntil",
  exists (select from user_totp t where t.user_id = a.id and t.confirmed_at is not null) as "hasTotp"
from user_account a
where lower(a.email) = lower($1::text) and a.disabled_at is null and ($2::boolean or not a.is_demo)
