select unit_id as "unitId"
from unit_vehicle_binding
where vehicle_id = $1::uuid and bound @> $2::timestamptz
