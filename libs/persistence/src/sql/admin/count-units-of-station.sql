select count(*)::int as count from unit where station_id = $1::uuid and retired_at is null
