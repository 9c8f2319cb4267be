-- Facilities of the region, and of its neighbours on the same map: the nearest right one may lie across the border. Those
-- that exercises made up are for that exercise alone.
select 1
from facility f
join region theirs on theirs.id = f.region_id
join region ours on ours.map_id = theirs.map_id
where f.id = $1::uuid and ours.id = $2::text and f.removed_at is null and (theirs.id = ours.id or not theirs.is_training)
