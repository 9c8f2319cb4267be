update sector set version = version + 1, removed_at = $2::timestamptz where id = $1::uuid
