-- Whoever asks holds the incident's row, so two never get the same.
select coalesce(max(number), 0) as last
from patient
where incident_id = $1::uuid
