-- A fix that is already there (a repeat, or a batch tried again) is left out; $12 bounds how far back is looked, so that
-- only the newest partitions are touched.
insert into position_fix (
  unit_id, device_at, received_at, lon, lat, speed_kmh, heading_degrees, accuracy_meters,
  device_id, outbox_epoch, device_seq
)
select distinct on (n.unit_id, n.device_at, n.device_id)
  n.unit_id, n.device_at, n.received_at, n.lon, n.lat, n.speed_kmh, n.heading_degrees, n.accuracy_meters,
  n.device_id, n.outbox_epoch, n.device_seq
from unnest(
  $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::float8[], $5::float8[], $6::real[], $7::real[], $8::real[],
  $9::uuid[], $10::uuid[], $11::bigint[]
) as n (
  unit_id, device_at, received_at, lon, lat, speed_kmh, heading_degrees, accuracy_meters,
  device_id, outbox_epoch, device_seq
)
where not exists (
  select 1
  from position_fix f
  where
    f.unit_id = n.unit_id and f.device_at = n.device_at and f.device_id is not distinct from n.device_id
    and f.received_at > $12::timestamptz
)
order by n.unit_id, n.device_at, n.device_id, n.received_at
