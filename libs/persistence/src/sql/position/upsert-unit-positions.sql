-- Newest wins, in the same total order as the board in memory. Rows are locked in the order of their ids.
insert into unit_position as held (
  unit_id, region_id, device_at, received_at, lon, lat, speed_kmh, heading_degrees
)
select distinct on (n.unit_id)
  n.unit_id, u.region_id, n.device_at, n.received_at, n.lon, n.lat, n.speed_kmh, n.heading_degrees
from unnest(
  $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::float8[], $5::float8[], $6::real[], $7::real[]
) as n (unit_id, device_at, received_at, lon, lat, speed_kmh, heading_degrees)
join unit u on u.id = n.unit_id
order by n.unit_id, least(n.device_at, n.received_at) desc, n.device_at desc, n.lon desc, n.lat desc
on conflict (unit_id) do update
set
  region_id = excluded.region_id,
  device_at = excluded.device_at,
  received_at = excluded.received_at,
  lon = excluded.lon,
  lat = excluded.lat,
  speed_kmh = excluded.speed_kmh,
  heading_degrees = excluded.heading_degrees
where
  (least(excluded.device_at, excluded.received_at), excluded.device_at, excluded.lon, excluded.lat)
  > (least(held.device_at, held.received_at), held.device_at, held.lon, held.lat)
