insert into remark (id, incident_id, at, author_id, text)
values ($1::uuid, $2::uuid, $3::timestamptz, $4::uuid, $5::text)
