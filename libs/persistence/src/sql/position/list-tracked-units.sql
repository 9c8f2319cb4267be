select u.id as "unitId", u.region_id as "regionId", u.frame_key as "frameKey", b.vehicle_id as "vehicleId"
from unit u
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
order by u.region_id, u.call_sign
