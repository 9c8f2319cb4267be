update incident_join
set undone_at = $2::timestamptz, undone_by = $3::uuid
where id = $1::uuid and undone_at is null
