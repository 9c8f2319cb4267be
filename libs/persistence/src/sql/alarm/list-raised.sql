-- What was raised and may still matter: not cleared, or about an open incident. All, or about the subjects in $1.
with chosen as (
  select id from alarm where $1::uuid[] is null and cleared_at is null
  union
  select l.id from incident i join alarm l on l.incident_id = i.id where $1::uuid[] is null and i.state = 'open'
  union
  select id from alarm where subject_id = any ($1::uuid[])
)
select
  l.id as "alarmId", l.region_id as "regionId", l.kind, l.subject_id as "subjectId", l.occasion,
  l.incident_id as "incidentId", l.assignment_id as "assignmentId", l.unit_id as "unitId",
  l.cleared_at is not null as "isCleared", i.state = 'open' as "incidentIsOpen",
  coalesce(a.ended_at is not null, false) as "assignmentIsEnded"
from chosen c
join alarm l on l.id = c.id
join incident i on i.id = l.incident_id
left join assignment a on a.id = l.assignment_id
