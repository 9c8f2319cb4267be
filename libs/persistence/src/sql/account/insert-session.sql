with new_session as (
  insert into session (id, user_id, created_at, last_used_at, expires_at, user_agent)
  values ($1::uuid, $2::uuid, $3::timestamptz, $3::timestamptz, $4::timestamptz, $6::text)
)
insert into refresh_token (token_hash, session_id, created_at)
values ($5::bytea, $1::uuid, $3::timestamptz)
