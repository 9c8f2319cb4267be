select
  p.id, p.incident_id as "incidentId", i.region_id as "regionId", p.number, p.version, p.field_versions as "fieldVersions",
  p.removed_at as "removedAt", d.name, d.age_months as "ageMonths", d.sex, d.condition, d.triage
from patient p
join incident i on i.id = p.incident_id
join patient_detail d on d.patient_id = p.id and d.version = p.version
where p.id = $1::uuid
for no key update of p
