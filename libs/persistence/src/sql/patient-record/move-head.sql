-- The code of a picture counts from when it first came; one that was used stays used.
update patient_record set
  version = $2::int,
  written_at = $3::timestamptz,
  is_sealed = $4::boolean,
  notice = $5::jsonb,
  patient_id = coalesce((select id from patient where id = $6::uuid and incident_id = patient_record.incident_id), patient_id),
  hand_over_code_hash = case when $8::boolean then $7::bytea else hand_over_code_hash end,
  hand_over_code_until = case when $8::boolean then $9::timestamptz else hand_over_code_until end
where id = $1::uuid
