select count(*)::int as count from sector where region_id = $1::text and removed_at is null
