update patient
set removed_at = $2::timestamptz, removed_by = $3::uuid
where id = $1::uuid
