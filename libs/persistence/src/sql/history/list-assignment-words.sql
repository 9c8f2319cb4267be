-- Why units were chosen and called off, and which steps the positions told of.
select
  a.id, a.unit_id as "unitId", a.override_reason as "overrideReason", a.cancel_reason as "endReason",
  (
    select coalesce(jsonb_agg(jsonb_build_object('status', s.status, 'pressedAt', s.pressed_at, 'geofencedAt', s.geofenced_at)), '[]')
    from assignment_step s
    where s.assignment_id = a.id
  ) as steps
from assignment a
where a.id = any ($1::uuid[])
