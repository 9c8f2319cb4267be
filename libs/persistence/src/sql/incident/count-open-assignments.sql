select count(*)::int as count
from assignment
where incident_id = $1::uuid and ended_at is null
