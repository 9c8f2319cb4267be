select version, category, priority, needs
from incident_triage
where incident_id = $1::uuid
order by version desc
limit 1
