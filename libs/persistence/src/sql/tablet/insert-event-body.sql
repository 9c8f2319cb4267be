insert into device_event_body (device_id, outbox_epoch, device_seq, body)
values ($1::uuid, $2::uuid, $3::bigint, $4::json)
