select id from post where region_id = $1::text and name = $2::text and removed_at is null
