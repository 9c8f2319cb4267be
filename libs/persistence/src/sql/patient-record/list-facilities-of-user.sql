select f.id, f.region_id as "regionId"
from facility_member m
join facility f on f.id = m.facility_id and f.removed_at is null
where m.user_id = $1::uuid
order by f.id
