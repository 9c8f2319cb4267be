select region_id as "regionId"
from vehicle
where id = $1::uuid
