delete from user_role where user_id = $1::uuid and region_id = $2::text
