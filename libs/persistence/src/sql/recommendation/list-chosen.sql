select
  a.id as "assignmentId", a.unit_id as "unitId", u.call_sign as "callSign",
  a.override_reason is not null as "isOverride", a.created_at as "createdAt"
from assignment a
join unit u on u.id = a.unit_id
where a.recommendation_id = $1::uuid
order by a.created_at, a.id
