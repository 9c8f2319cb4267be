select version, override_reason as reason
from incident_triage
where incident_id = $1::uuid and override_reason is not null
