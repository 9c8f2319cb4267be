with added as (
  insert into patient (id, incident_id, number, created_at, created_by)
  select p.id, $2::uuid, p.number, $4::timestamptz, $5::uuid
  from unnest($1::uuid[], $3::int[]) as p (id, number)
)
insert into patient_detail (patient_id, version, name, age_months, sex, condition, triage, written_at, written_by)
select p.id, 1, $6::text, $7::int, $8::text, $9::text, $10::text, $4::timestamptz, $5::uuid
from unnest($1::uuid[]) as p (id)
