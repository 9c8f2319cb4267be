select
  s.id, s.region_id as "regionId", s.version,
  jsonb_build_object(
    'startsAt', s.starts_at, 'endsAt', s.ends_at,
    'memberIds', (select coalesce(jsonb_agg(m.user_id order by m.user_id), '[]') from crew_shift_member m where m.crew_shift_id = s.id),
    'unitId', (select b.unit_id from unit_crew_binding b where b.crew_shift_id = s.id order by lower(b.bound) desc limit 1)
  ) as fields
from crew_shift s
where s.id = $1::uuid
for no key update
