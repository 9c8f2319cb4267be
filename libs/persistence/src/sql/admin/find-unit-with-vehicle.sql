select u.id, u.call_sign as "callSign"
from unit_vehicle_binding b
join unit u on u.id = b.unit_id
where b.vehicle_id = $1::uuid and upper_inf(b.bound)
