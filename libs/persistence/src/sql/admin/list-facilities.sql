select
  id, region_id as "regionId", version, name, kind, has_emergency as "hasEmergency",
  jsonb_build_array(st_x(geom), st_y(geom)) as coordinates, osm_id is not null as "isFromMap"
from facility
where region_id = $1::text and removed_at is null
order by name, id
