update user_account set password_hash = $2::text, initial_password_until = null where id = $1::uuid
