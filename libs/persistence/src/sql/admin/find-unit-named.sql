select id from unit where region_id = $1::text and call_sign = $2::text
