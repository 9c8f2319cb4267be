select region_id as "regionId"
from device
where id = $1::uuid
