select
  id, region_id as "regionId", incident_id as "incidentId", version, field_versions as "fieldVersions",
  ended_at as "endedAt", st_x(geom) as lon, st_y(geom) as lat
from call
where id = $1::uuid
for no key update
