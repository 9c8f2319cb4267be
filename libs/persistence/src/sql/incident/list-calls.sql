select id, region_id as "regionId", incident_id as "incidentId", received_at as "receivedAt", st_x(geom) as lon, st_y(geom) as lat
from call
where incident_id = $1::uuid
order by received_at
