-- Assignments of open incidents (all, or those named in $1) that their crews gave back, while nobody took note of it and no
-- unit was sent since.
select
  a.id as "assignmentId", a.region_id as "regionId", a.incident_id as "incidentId", a.unit_id as "unitId",
  c.recorded_at as "refusedAt"
from assignment a
join incident i on i.id = a.incident_id and i.state = 'open'
join assignment_step c on c.assignment_id = a.id and c.status = 'cancelled'
where
  a.crew_refusal is not null
  and ($1::uuid[] is null or a.id = any ($1::uuid[]))
  and not exists (
    select from alarm l where l.subject_id = a.id and l.kind = 'refusedByCrew' and l.acknowledged_at is not null
  )
  and not exists (
    select
    from assignment b
    join assignment_step n on n.assignment_id = b.id and n.status = 'notified'
    where b.incident_id = a.incident_id and n.recorded_at > c.recorded_at
  )
