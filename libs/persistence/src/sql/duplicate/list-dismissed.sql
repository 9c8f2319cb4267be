-- Incidents of which somebody said that they are not the same event as this one, whichever came first.
select likely_incident_id as id
from duplicate_proposal
where incident_id = $1::uuid and dismissed_at is not null and likely_incident_id is not null
union
select incident_id
from duplicate_proposal
where likely_incident_id = $1::uuid and dismissed_at is not null and incident_id is not null
