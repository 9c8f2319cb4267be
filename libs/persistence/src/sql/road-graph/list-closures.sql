-- In force and planned, so that each process starts and ends them by its own clock.
select
  id, edge_keys as "edgeKeys", emergency_may_pass as "emergencyMayPass", time_factor::float8 as "timeFactor",
  starts_at as "startsAt", ends_at as "endsAt"
from closure
where map_id = $1::int
  and lifted_at is null
  and (ends_at is null or ends_at > $2::timestamptz)
order by id
