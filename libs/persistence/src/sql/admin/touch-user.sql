update user_account set version = version + 1 where id = $1::uuid
