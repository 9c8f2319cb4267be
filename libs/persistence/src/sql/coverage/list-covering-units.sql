-- All units of a region ($1), or some of them ($2).
select
  u.id as "unitId", u.call_sign as "callSign", u.duty_state as "dutyState", a.id is not null as "isCommitted",
  exists (select from assignment w where w.unit_id = u.id and w.status = 'reserved') as "isReserved",
  coalesce(v.out_of_service_at <= now(), false) as "isVehicleOut",
  case when s.id is null then null else array[st_x(s.geom), st_y(s.geom)] end as "stationCoordinates"
from unit u
left join assignment a on a.unit_id = u.id and a.is_active
left join station s on s.id = u.station_id
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join vehicle v on v.id = b.vehicle_id
where u.region_id = $1::text and u.retired_at is null and ($2::uuid[] is null or u.id = any ($2::uuid[]))
