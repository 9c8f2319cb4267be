select
  unit_id as "unitId", device_at as "deviceAt", received_at as "receivedAt", lon, lat,
  speed_kmh as "speedKmh", accuracy_meters as "accuracyMeters"
from position_fix
where unit_id = $1::uuid and device_at >= $2::timestamptz and received_at >= $2::timestamptz
order by device_at
limit $3::int
