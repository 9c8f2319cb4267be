select id as "regionId"
from region
where map_id = $1::int
order by id
