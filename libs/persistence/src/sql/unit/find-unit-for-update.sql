-- Who sends a unit and who takes it off duty wait for each other. Rows that only refer to the unit need not wait.
select id, region_id as "regionId", call_sign as "callSign", capabilities, duty_state as "dutyState"
from unit
where id = $1::uuid and retired_at is null
for no key update
