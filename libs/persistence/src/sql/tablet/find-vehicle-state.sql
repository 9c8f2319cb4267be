select
  v.en1789_class as class,
  (select o.km::float8 from odometer_reading o where o.vehicle_id = v.id order by o.at desc limit 1) as "lastOdometerKm"
from vehicle v
where v.id = $1::uuid
