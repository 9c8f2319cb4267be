insert into unit_vehicle_binding (unit_id, vehicle_id, bound)
values ($1::uuid, $2::uuid, tstzrange($3::timestamptz, null))
