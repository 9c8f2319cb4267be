update closure
set lifted_at = $2::timestamptz, lifted_by = $3::uuid
where id = $1::uuid
