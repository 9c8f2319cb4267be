update user_account
set version = version + 1, password_hash = $2::text, initial_password_until = $3::timestamptz
where id = $1::uuid
