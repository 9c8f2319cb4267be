select
  unit_id as "unitId", device_at as "deviceAt", received_at as "receivedAt", lon, lat,
  speed_kmh as "speedKmh", heading_degrees as "headingDegrees"
from unit_position
