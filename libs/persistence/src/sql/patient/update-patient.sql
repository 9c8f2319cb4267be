with detail as (
  insert into patient_detail (patient_id, version, name, age_months, sex, condition, triage, written_at, written_by)
  values ($1::uuid, $2::int, $4::text, $5::int, $6::text, $7::text, $8::text, $9::timestamptz, $10::uuid)
)
update patient
set version = $2::int, field_versions = $3::jsonb
where id = $1::uuid
