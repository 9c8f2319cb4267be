insert into patient_record_version (record_id, version, document, written_at, device_id, written_by)
values ($1::uuid, $2::int, $3::jsonb, $4::timestamptz, $5::uuid, $6::uuid)
