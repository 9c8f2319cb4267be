insert into facility_profile (facility_id, version, level, services, hours, capacity, at, by)
values ($1::uuid, $2::int, $3::text, $4::jsonb, $5::jsonb, $6::int, $7::timestamptz, $8::uuid)
