select unit_id as "unitId", lower(bound) as "from", upper(bound) as "until"
from unit_vehicle_binding
where vehicle_id = $1::uuid and bound && tstzrange($2::timestamptz, $3::timestamptz, '[]')
