select region_id as "regionId", acknowledged_at as "acknowledgedAt", ended_at as "endedAt"
from crew_signal
where id = $1::uuid
for update
