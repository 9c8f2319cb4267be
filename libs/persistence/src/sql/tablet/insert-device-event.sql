with stored as (
  insert into device_event (
    device_id, outbox_epoch, device_seq, kind, sign_on_id, device_at, corrected_at, received_at, offset_ms, is_clock_off,
    result, reason, body_hash
  )
  values (
    $1::uuid, $2::uuid, $3::bigint, $4::text, $5::uuid, $6::timestamptz, $7::timestamptz, $8::timestamptz, $9::bigint,
    $10::boolean, $11::text, $12::text, decode($13::text, 'hex')
  )
)
update device_outbox
set stored_seq = $3::bigint, last_corrected_at = $7::timestamptz
where device_id = $1::uuid and outbox_epoch = $2::uuid
