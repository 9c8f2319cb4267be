select id, region_id as "regionId", dismissed_at as "dismissedAt"
from duplicate_proposal
where id = $1::uuid
for no key update
