select id, is_urgent as "isUrgent"
from crew_signal
where unit_id = $1::uuid and kind = $2::text and ended_at is null
for update
