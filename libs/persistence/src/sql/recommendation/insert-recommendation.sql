insert into recommendation (id, region_id, incident_id, at, asked_by, inputs, answer)
values ($1::uuid, $2::text, $3::uuid, $4::timestamptz, $5::uuid, $6::json, $7::json)
