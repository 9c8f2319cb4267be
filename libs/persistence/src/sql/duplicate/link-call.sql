update call
set incident_id = $2::uuid
where id = $1::uuid
