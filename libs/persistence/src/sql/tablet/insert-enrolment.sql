insert into device_enrolment (code_hash, region_id, vehicle_id, name, created_at, created_by, expires_at)
values ($1::bytea, $2::text, $3::uuid, $4::text, $5::timestamptz, $6::uuid, $7::timestamptz)
