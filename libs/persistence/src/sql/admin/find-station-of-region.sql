select id from station where id = $1::uuid and region_id = $2::text
