with ended as (
  update session
  set ended_at = $2::timestamptz, ended_because = $3::text
  where id = $1::uuid and ended_at is null
  returning id
)
select pg_notify('session_ended', id::text) from ended
