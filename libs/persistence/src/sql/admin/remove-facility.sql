update facility set removed_at = $2::timestamptz, version = version + 1 where id = $1::uuid
