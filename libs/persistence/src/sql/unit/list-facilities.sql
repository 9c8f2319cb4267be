select id, region_id as "regionId", name, kind, has_emergency as "hasEmergency", st_x(geom) as lon, st_y(geom) as lat
from facility
where region_id = $1::text and removed_at is null
order by name
