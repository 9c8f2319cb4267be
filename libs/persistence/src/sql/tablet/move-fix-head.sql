update device_outbox
set stored_fix_seq = $3::bigint
where device_id = $1::uuid and outbox_epoch = $2::uuid
