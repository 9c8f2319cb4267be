insert into duplicate_proposal (
  id, region_id, incident_id, call_id, likely_incident_id, likely_call_id, score, reasons, proposed_at
)
select n.id, $1::text, n.incident_id, n.call_id, n.likely_incident_id, n.likely_call_id, n.score, n.reasons::jsonb, $2::timestamptz
from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::real[], $9::text[])
  as n (id, incident_id, call_id, likely_incident_id, likely_call_id, score, reasons)
