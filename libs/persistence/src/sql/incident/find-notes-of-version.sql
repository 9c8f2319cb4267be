select notes
from incident_detail
where incident_id = $1::uuid and version = $2::int
