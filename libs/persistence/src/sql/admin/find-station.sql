select
  id, region_id as "regionId", version,
  jsonb_build_object('name', name, 'coordinates', jsonb_build_array(st_x(geom), st_y(geom))) as fields
from station
where id = $1::uuid
for no key update
