update alarm
set cleared_at = null, cleared_because = null
where id = any ($1::uuid[]) and cleared_at is not null
returning id
