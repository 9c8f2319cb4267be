insert into access_log (user_id, region_id, subject_type, subject_id, action)
values ($1::uuid, $2::text, $3::text, $4::uuid, $5::text)
