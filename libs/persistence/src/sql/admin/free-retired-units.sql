update unit set station_id = null where station_id = $1::uuid and retired_at is not null
