select device_seq as "deviceSeq", result, reason, encode(body_hash, 'hex') as "bodyHash"
from device_event
where device_id = $1::uuid and outbox_epoch = $2::uuid and device_seq = any ($3::bigint[])
