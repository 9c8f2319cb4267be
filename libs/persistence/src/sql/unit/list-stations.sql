select id, region_id as "regionId", name, st_x(geom) as lon, st_y(geom) as lat
from station
where region_id = $1::text
order by name
