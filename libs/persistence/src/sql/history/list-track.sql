-- The last fix of each unit in each stretch of $4 seconds from $2 to $3, as they had come in.
select distinct on (u.id, bucket)
  u.id as "unitId", u.frame_key as "frameKey",
  floor(extract(epoch from (f.received_at - $2::timestamptz)) / $4::int)::int as bucket,
  round(extract(epoch from (f.received_at - $2::timestamptz))::numeric, 1)::float8 as seconds,
  f.lon, f.lat, f.heading_degrees as "headingDegrees", f.speed_kmh as "speedKmh"
from unit u
join position_fix f on f.unit_id = u.id
where
  u.region_id = $1::text
  and f.received_at > $2::timestamptz and f.received_at <= $3::timestamptz
  and f.device_at between $2::timestamptz - interval '15 minutes' and $3::timestamptz + interval '5 minutes'
order by u.id, bucket, least(f.device_at, f.received_at) desc, f.device_at desc
