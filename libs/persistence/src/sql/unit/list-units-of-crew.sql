select b.unit_id::text as "unitId"
from unit_crew_binding b
join crew_shift_member m on m.crew_shift_id = b.crew_shift_id
where m.user_id = $1::uuid and b.bound @> $2::timestamptz
