select
  id, region_id as "regionId", version,
  jsonb_build_object('name', name, 'coordinates', jsonb_build_array(st_x(geom), st_y(geom)), 'places', places) as fields
from post
where id = $1::uuid and removed_at is null
for no key update
