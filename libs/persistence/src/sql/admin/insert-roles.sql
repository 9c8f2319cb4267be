insert into user_role (user_id, region_id, role)
select $1::uuid, $2::text, unnest($3::text[])
