-- With the unit that each is now.
select v.id, v.plate, u.call_sign as "callSign"
from vehicle v
left join unit_vehicle_binding b on b.vehicle_id = v.id and b.bound @> now()
left join unit u on u.id = b.unit_id
where v.region_id = $1::text
order by u.call_sign nulls last, v.plate
limit 2000
