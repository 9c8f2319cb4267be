-- A demonstration's crews are on for years: that is nobody's planned shift.
select
  s.id, s.starts_at as "startsAt", s.ends_at as "endsAt",
  array(select m.user_id from crew_shift_member m where m.crew_shift_id = s.id) as "memberIds",
  (select b.unit_id from unit_crew_binding b where b.crew_shift_id = s.id and not isempty(b.bound) order by lower(b.bound) desc limit 1)
    as "unitId"
from crew_shift s
where
  s.region_id = $1::text and s.ends_at > $2::timestamptz and s.starts_at <= $2::timestamptz + interval '2 hours'
  and s.ends_at - s.starts_at <= interval '48 hours'
order by s.starts_at
limit 500
