select m.user_id as "memberId", s.id as "shiftId", s.starts_at as "startsAt", s.ends_at as "endsAt"
from crew_shift_member m
join crew_shift s on s.id = m.crew_shift_id
where
  m.user_id = any ($1::uuid[]) and s.id <> $2::uuid
  and tstzrange(s.starts_at, s.ends_at) && tstzrange($3::timestamptz, $4::timestamptz)
order by s.starts_at
limit 1
