insert into alarm (
  id, region_id, kind, subject_id, occasion, incident_id, assignment_id, unit_id, since_at, limit_seconds, raised_at
)
select n.id, $1::text, n.kind, n.subject_id, n.occasion, n.incident_id, n.assignment_id, n.unit_id, n.since_at, n.limit_seconds, $2::timestamptz
from unnest(
  $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::timestamptz[], $11::int[]
) as n (id, kind, subject_id, occasion, incident_id, assignment_id, unit_id, since_at, limit_seconds)
on conflict (subject_id, kind, occasion) do nothing
returning id
