select
  id, region_id as "regionId", number, category, priority, needs, state, version, field_versions as "fieldVersions",
  st_x(geom) as lon, st_y(geom) as lat
from incident
where id = $1::uuid
for no key update
