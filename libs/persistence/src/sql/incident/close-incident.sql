update incident
set state = 'closed', outcome = $2::text, closed_at = $3::timestamptz
where id = $1::uuid
