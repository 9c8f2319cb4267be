update unit_vehicle_binding
set bound = tstzrange(lower(bound), $2::timestamptz)
where unit_id = $1::uuid and upper_inf(bound)
