insert into refresh_token (token_hash, session_id, created_at)
values ($1::bytea, $2::uuid, $3::timestamptz)
