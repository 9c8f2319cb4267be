select id as "stationId", array[st_x(geom), st_y(geom)] as coordinates
from station
where region_id = $1::text
order by id
