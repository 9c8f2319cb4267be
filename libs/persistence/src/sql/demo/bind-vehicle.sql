insert into unit_vehicle_binding (unit_id, vehicle_id, bound)
select $1::uuid, $2::uuid, tstzrange(now(), null)
where not exists (select from unit_vehicle_binding where unit_id = $1::uuid and upper_inf(bound))
