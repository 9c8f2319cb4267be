update call
set ended_at = $2::timestamptz, ended_by = $3::uuid, outcome = $4::text
where id = $1::uuid
