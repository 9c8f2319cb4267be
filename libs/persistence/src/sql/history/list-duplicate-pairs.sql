-- The incidents of proposals that two reports are one event.
select id, incident_id as "incidentId", likely_incident_id as "likelyIncidentId"
from duplicate_proposal
where id = any ($1::uuid[])
