select
  id, map_id as "mapId", region_id as "regionId", kind, time_factor::float8 as "timeFactor",
  emergency_may_pass as "emergencyMayPass", reason, starts_at as "startsAt", ends_at as "endsAt",
  lifted_at as "liftedAt"
from closure
where id = $1::uuid
for update
