-- Units of a region, and those named in $5, as entered, with vehicle, place and duty as they were at $2. The duty that the journal tells of is named by its
-- beginning in $3 and $4, to read its reason; a unit that did not exist yet is left out. Devices whose clock is more than a
-- few minutes ahead, and places older than three days, are left aside.
select
  u.id, u.region_id as "regionId", u.call_sign as "callSign", u.frame_key as "frameKey", u.capabilities,
  case when s.id is null then null else jsonb_build_object(
    'id', s.id, 'name', s.name, 'coordinates', jsonb_build_array(st_x(s.geom), st_y(s.geom))
  ) end as station,
  sector_at(u.region_id, coalesce(s.geom, st_setsrid(st_makepoint(p.lon, p.lat), 4326))) as "sectorId",
  d.state as "dutyState", d.reason as "dutyReason", d.expected_end_at as "dutyExpectedEndAt", d.since_at as "dutySinceAt",
  case when v.id is null then null else jsonb_build_object('id', v.id, 'plate', v.plate) end as vehicle,
  p.lon, p.lat, p.device_at as "deviceAt", p.received_at as "receivedAt", p.speed_kmh as "speedKmh",
  p.heading_degrees as "headingDegrees"
from unit u
left join unnest($3::uuid[], $4::timestamptz[]) as said (unit_id, since_at) on said.unit_id = u.id
join lateral (
  select k.state, k.reason, k.expected_end_at, k.since_at
  from unit_duty k
  where k.unit_id = u.id and k.since_at <= coalesce(said.since_at, $2::timestamptz)
  order by k.since_at desc
  limit 1
) d on true
left join station s on s.id = u.station_id
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> $2::timestamptz
left join vehicle v on v.id = b.vehicle_id
left join lateral (
  select r.lon, r.lat, r.device_at, r.received_at, r.speed_kmh, r.heading_degrees
  from (
    select f.*
    from position_fix f
    where
      f.unit_id = u.id and f.received_at <= $2::timestamptz and f.received_at > $2::timestamptz - interval '3 days'
      and f.device_at <= $2::timestamptz + interval '5 minutes'
    order by f.device_at desc
    limit 8
  ) r
  order by least(r.device_at, r.received_at) desc, r.device_at desc, r.lon desc, r.lat desc
  limit 1
) p on true
where
  (u.region_id = $1::text and (u.retired_at is null or u.retired_at > $2::timestamptz)) or u.id = any ($5::uuid[])
order by u.call_sign
