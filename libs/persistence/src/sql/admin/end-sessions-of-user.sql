with ended as (
  update session
  set ended_at = $2::timestamptz, ended_because = $3::text
  where user_id = $1::uuid and ended_at is null and expires_at > $2::timestamptz and ($4::uuid is null or id <> $4::uuid)
  returning id
)
select id::text, pg_notify('session_ended', id::text) from ended
