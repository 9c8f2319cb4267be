with begun as (
  insert into tablet_sign_on (id, region_id, device_id, unit_id, crew_shift_id, started_at, shift_ends_at)
  values ($1::uuid, $2::text, $3::uuid, $4::uuid, $5::uuid, $6::timestamptz, $7::timestamptz)
  returning id
)
insert into tablet_sign_on_member (sign_on_id, place, user_id)
select b.id, m.place, m.user_id
from begun b, unnest($8::uuid[]) with ordinality as m (user_id, place)
