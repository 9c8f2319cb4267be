select id, email, display_name as "displayName", password_hash as "passwordHash", language
from user_account
where lower(email) = lower($1::text) and disabled_at is null and ($2::boolean or not is_demo)
