-- Who speaks for a facility waits for another who does. Assignments that only refer to it need not wait.
select id, region_id as "regionId"
from facility
where id = $1::uuid and removed_at is null
for no key update
