with begun as (
  insert into device_outbox (device_id, outbox_epoch)
  values ($1::uuid, $2::uuid)
  on conflict do nothing
  returning stored_seq, last_corrected_at
)
select stored_seq as "storedSeq", last_corrected_at as "lastCorrectedAt" from begun
union all
select stored_seq, last_corrected_at
from device_outbox
where device_id = $1::uuid and outbox_epoch = $2::uuid
