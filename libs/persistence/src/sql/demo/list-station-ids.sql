select id
from station
where region_id = $1::text
order by name
