select region_id as "regionId", starts_at as "startsAt", ends_at as "endsAt"
from crew_shift
where id = $1::uuid
