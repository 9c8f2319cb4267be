select
  u.id, u.region_id as "regionId", u.version, u.call_sign as "callSign", u.capabilities, u.station_id as "stationId",
  s.name as "stationName", v.plate as "vehiclePlate", u.retired_at is not null as "isRetired"
from unit u
left join station s on s.id = u.station_id
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join vehicle v on v.id = b.vehicle_id
where u.region_id = $1::text
order by u.retired_at is not null, u.call_sign
