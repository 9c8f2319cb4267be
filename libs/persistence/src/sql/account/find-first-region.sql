-- Where what an account did is written down: a real region before one for training.
select r.region_id as "regionId"
from user_role r
join region g on g.id = r.region_id
where r.user_id = $1::uuid
order by g.is_training, r.region_id
limit 1
