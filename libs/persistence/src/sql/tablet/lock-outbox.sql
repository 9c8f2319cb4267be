select stored_seq as "storedSeq", stored_fix_seq as "storedFixSeq", last_corrected_at as "lastCorrectedAt"
from device_outbox
where device_id = $1::uuid and outbox_epoch = $2::uuid
for update
