select p.recorded_at as "changedAt", u.display_name as "changedByName", a.end_cause as "endCause"
from assignment a
join assignment_step p on p.assignment_id = a.id and p.pressed_at is not null
left join user_account u on u.id = p.recorded_by
where a.id = $1::uuid
order by p.status = a.status desc, p.recorded_at desc
limit 1
