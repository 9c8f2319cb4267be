insert into assignment_step (assignment_id, status, pressed_at, recorded_at, recorded_by, outbox_epoch, device_seq)
values ($1::uuid, $2::text, $3::timestamptz, $4::timestamptz, $5::uuid, $6::uuid, $7::bigint)
