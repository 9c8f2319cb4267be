-- Patients as they are known now; those entered by mistake are left out.
select p.number, d.name, d.age_months as "ageMonths", d.sex, d.condition, d.triage
from patient p
join patient_detail d on d.patient_id = p.id and d.version = p.version
where p.incident_id = $1::uuid and p.removed_at is null
order by p.number
