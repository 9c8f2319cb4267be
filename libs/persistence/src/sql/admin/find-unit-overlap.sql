select s.id as "shiftId", lower(b.bound) as "startsAt", upper(b.bound) as "endsAt", u.call_sign as "callSign"
from unit_crew_binding b
join unit u on u.id = b.unit_id
join crew_shift s on s.id = b.crew_shift_id
where b.unit_id = $1::uuid and b.crew_shift_id <> $2::uuid and b.bound && tstzrange($3::timestamptz, $4::timestamptz)
order by lower(b.bound)
limit 1
