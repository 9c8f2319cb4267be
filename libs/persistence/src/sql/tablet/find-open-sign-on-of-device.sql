select
  s.id, s.started_at as "startedAt", s.shift_ends_at as "shiftEndsAt",
  jsonb_build_object('id', u.id, 'callSign', u.call_sign, 'capabilities', u.capabilities, 'dutyState', u.duty_state) as unit,
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'displayName', a.display_name) order by m.place), '[]')
    from tablet_sign_on_member m
    join user_account a on a.id = m.user_id
    where m.sign_on_id = s.id
  ) as crew
from tablet_sign_on s
join unit u on u.id = s.unit_id
where s.device_id = $1::uuid and s.ended_at is null
