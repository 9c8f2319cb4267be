insert into facility_member (user_id, facility_id)
values ($1::uuid, $2::uuid)
on conflict do nothing
