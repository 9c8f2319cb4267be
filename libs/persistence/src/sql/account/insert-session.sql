with new_session as (
  insert into session (id, user_id, created_at, expires_at)
  values ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz)
)
insert into refresh_token (token_hash, session_id, created_at)
values ($5::bytea, $1::uuid, $3::timestamptz)
