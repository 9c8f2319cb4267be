insert into user_role (user_id, region_id, role)
values ($1::uuid, $2::text, $3::text)
on conflict do nothing
