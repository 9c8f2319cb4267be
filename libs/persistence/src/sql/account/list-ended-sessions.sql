select id::text
from session
where ended_at > $1::timestamptz
