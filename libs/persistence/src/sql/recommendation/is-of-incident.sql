select 1
from recommendation
where id = $1::uuid and incident_id = $2::uuid
