select id
from region
where map_id = $1::int and not is_training
limit 1
