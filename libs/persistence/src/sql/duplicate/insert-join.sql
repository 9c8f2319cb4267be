insert into incident_join (id, incident_id, into_id, joined_at, joined_by)
values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::uuid)
