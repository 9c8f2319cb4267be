select
  id, region_id as "regionId", version, name, jsonb_build_array(st_x(geom), st_y(geom)) as coordinates, places
from post
where region_id = $1::text and removed_at is null
order by name
