update alarm l
set cleared_at = $1::timestamptz, cleared_because = c.because
from unnest($2::uuid[], $3::text[]) as c (id, because)
where l.id = c.id and l.cleared_at is null
returning l.id
