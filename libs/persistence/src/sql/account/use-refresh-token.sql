-- Marks the token as used and says whether it had been used before; the row lock makes two users wait for each other.
with found as (
  select token_hash, session_id, used_at from refresh_token where token_hash = $1::bytea for update
), marked as (
  update refresh_token t set used_at = coalesce(t.used_at, $2::timestamptz) from found where t.token_hash = found.token_hash
), seen as (
  update session s set last_used_at = $2::timestamptz from found where s.id = found.session_id and s.ended_at is null
)
select
  found.session_id as "sessionId", found.used_at as "usedBeforeAt", s.user_id as "userId",
  s.expires_at as "expiresAt", s.ended_at as "endedAt"
from found
join session s on s.id = found.session_id
