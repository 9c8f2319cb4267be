update sector_hold set until_at = greatest(since_at, $2::timestamptz) where sector_id = $1::uuid and until_at is null
