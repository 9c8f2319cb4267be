select edge_keys as "edgeKeys", emergency_may_pass as "emergencyMayPass"
from closure
where map_id = $1::int
  and lifted_at is null
  and starts_at <= $2::timestamptz
  and (ends_at is null or ends_at > $2::timestamptz)
order by id
