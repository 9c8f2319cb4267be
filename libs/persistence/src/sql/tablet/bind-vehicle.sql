insert into unit_vehicle_binding (unit_id, vehicle_id, bound)
select $1::uuid, $2::uuid, tstzrange($3::timestamptz, null)
where not exists (
  select 1 from unit_vehicle_binding
  where unit_id = $1::uuid and vehicle_id = $2::uuid and (upper_inf(bound) or upper(bound) > $3::timestamptz)
)
