select id from station where region_id = $1::text and name = $2::text
