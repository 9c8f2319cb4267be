-- Is a unit that the user crews now still on the incident?
select 1
from assignment a
join unit_crew_binding b on b.unit_id = a.unit_id
join crew_shift_member m on m.crew_shift_id = b.crew_shift_id
where a.incident_id = $2::uuid and a.ended_at is null and m.user_id = $1::uuid and b.bound @> $3::timestamptz
limit 1
