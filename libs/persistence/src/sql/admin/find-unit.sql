select
  u.id, u.region_id as "regionId", u.version,
  jsonb_build_object(
    'callSign', u.call_sign, 'capabilities', u.capabilities, 'stationId', u.station_id, 'vehiclePlate', v.plate,
    'isRetired', u.retired_at is not null
  ) as fields
from unit u
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join vehicle v on v.id = b.vehicle_id
where u.id = $1::uuid
for no key update of u
