select id
from call
where region_id = $1::text and incident_id is null and ended_at is null
order by received_at
limit $2::int
