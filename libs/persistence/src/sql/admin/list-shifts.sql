select
  s.id, s.region_id as "regionId", s.version, s.starts_at as "startsAt", s.ends_at as "endsAt", u.id as "unitId",
  u.call_sign as "callSign", coalesce(m.ids, '{}') as "memberIds", coalesce(m.names, '{}') as "memberNames"
from crew_shift s
left join lateral (
  select b.unit_id from unit_crew_binding b where b.crew_shift_id = s.id order by lower(b.bound) desc limit 1
) b on true
left join unit u on u.id = b.unit_id
left join lateral (
  select array_agg(a.id::text order by a.display_name, a.id) as ids, array_agg(a.display_name order by a.display_name, a.id) as names
  from crew_shift_member c
  join user_account a on a.id = c.user_id
  where c.crew_shift_id = s.id
) m on true
where s.region_id = $1::text and s.ends_at > $2::timestamptz
order by s.starts_at, u.call_sign, s.id
limit 2000
