update assignment
set
  status = $2::text,
  status_since_at = $3::timestamptz,
  ended_at = case when $4::boolean then $3::timestamptz end
where id = $1::uuid
