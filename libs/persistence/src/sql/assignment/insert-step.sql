-- The positions may have told of the step before anybody pressed it.
insert into assignment_step as held (
  assignment_id, status, pressed_at, recorded_at, recorded_by, outbox_epoch, device_seq, device_id
)
values ($1::uuid, $2::text, $3::timestamptz, $4::timestamptz, $5::uuid, $6::uuid, $7::bigint, $8::uuid)
on conflict (assignment_id, status) do update
set
  pressed_at = excluded.pressed_at,
  recorded_at = excluded.recorded_at,
  recorded_by = excluded.recorded_by,
  outbox_epoch = excluded.outbox_epoch,
  device_seq = excluded.device_seq,
  device_id = excluded.device_id
where held.pressed_at is null
