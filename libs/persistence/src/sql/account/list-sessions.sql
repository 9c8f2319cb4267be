select
  id, created_at as "startedAt", last_used_at as "lastUsedAt", expires_at as "expiresAt", user_agent as "userAgent"
from session
where user_id = $1::uuid and ended_at is null and expires_at > $2::timestamptz
order by last_used_at desc, id
