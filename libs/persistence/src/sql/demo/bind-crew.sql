-- A demo crew is on shift for good, so that a demo left running never runs out of crews.
with shift as (
  insert into crew_shift (id, region_id, starts_at, ends_at)
  select $3::uuid, $4::text, now(), now() + interval '10 years'
  where not exists (select from unit_crew_binding where unit_id = $1::uuid and bound @> now())
  returning id, starts_at, ends_at
), member as (
  insert into crew_shift_member (crew_shift_id, user_id)
  select id, $2::uuid from shift
)
insert into unit_crew_binding (unit_id, crew_shift_id, bound)
select $1::uuid, id, tstzrange(starts_at, ends_at)
from shift
