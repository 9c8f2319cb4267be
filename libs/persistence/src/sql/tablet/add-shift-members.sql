insert into crew_shift_member (crew_shift_id, user_id)
select $1::uuid, unnest($2::uuid[])
on conflict do nothing
