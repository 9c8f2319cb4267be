-- Of an incident and of those joined to it.
with recursive member as (
  select $1::uuid as id
  union all
  select j.incident_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
)
select
  p.id, p.incident_id as "incidentId", p.number, p.version, p.removed_at as "removedAt", d.written_at as "writtenAt",
  d.name, d.age_months as "ageMonths", d.sex, d.condition, d.triage
from member m
join patient p on p.incident_id = m.id and p.removed_at is null
join patient_detail d on d.patient_id = p.id and d.version = p.version
order by p.incident_id <> $1::uuid, p.incident_id, p.number
