select 1
from unit_crew_binding b
join crew_shift_member m on m.crew_shift_id = b.crew_shift_id
where b.unit_id = $2::uuid and m.user_id = $1::uuid and b.bound @> $3::timestamptz
