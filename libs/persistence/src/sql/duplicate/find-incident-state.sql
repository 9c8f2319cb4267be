select region_id as "regionId", state, number
from incident
where id = $1::uuid
