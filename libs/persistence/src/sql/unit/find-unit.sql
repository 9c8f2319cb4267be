select id, region_id as "regionId", call_sign as "callSign", capabilities, duty_state as "dutyState"
from unit
where id = $1::uuid
