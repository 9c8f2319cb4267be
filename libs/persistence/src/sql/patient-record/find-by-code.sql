select id as "recordId", region_id as "regionId"
from patient_record
where hand_over_code_hash = $1::bytea and hand_over_code_until > $2::timestamptz
for update
