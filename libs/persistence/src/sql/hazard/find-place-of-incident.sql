select i.region_id as "regionId", st_x(i.geom) as lon, st_y(i.geom) as lat, d.address_text as "addressText"
from incident i
join incident_detail d on d.incident_id = i.id and d.version = i.version
where i.id = $1::uuid
