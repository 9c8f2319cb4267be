select
  id, region_id as "regionId", version, osm_id is not null as "isFromMap",
  jsonb_build_object(
    'name', name, 'kind', kind, 'hasEmergency', has_emergency, 'coordinates', jsonb_build_array(st_x(geom), st_y(geom))
  ) as fields
from facility
where id = $1::uuid and removed_at is null
for no key update
