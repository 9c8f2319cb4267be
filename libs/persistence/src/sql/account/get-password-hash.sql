select password_hash as "passwordHash" from user_account where id = $1::uuid and disabled_at is null
