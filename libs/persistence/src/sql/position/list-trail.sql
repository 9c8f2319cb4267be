-- The newest fixes of a unit since a moment, oldest first. Partitions are by time of receipt, and a fix is never received
-- before it was taken by a right clock; a device an hour ahead must not open every partition.
select device_at as "deviceAt", lon, lat
from (
  select device_at, lon, lat
  from position_fix
  where
    unit_id = $1::uuid and device_at >= $2::timestamptz
    and received_at >= $2::timestamptz - interval '1 hour'
  order by device_at desc
  limit $3::int
) as newest
order by device_at
