select id, region_id as "regionId", kind, state, version, sends, releases
from proposal
where id = $1::uuid
for update
