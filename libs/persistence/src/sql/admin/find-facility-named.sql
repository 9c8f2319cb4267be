-- Among those added by hand; the map may hold several of one name.
select id from facility where region_id = $1::text and name = $2::text and osm_id is null and removed_at is null
