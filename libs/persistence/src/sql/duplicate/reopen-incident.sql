update incident
set state = 'open', outcome = null, closed_at = null
where id = $1::uuid
