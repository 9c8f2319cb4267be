with ended as (
  update session
  set ended_at = $3::timestamptz, ended_because = $4::text
  where id = $1::uuid and user_id = $2::uuid and ended_at is null
  returning id
)
select id::text, pg_notify('session_ended', id::text) from ended
