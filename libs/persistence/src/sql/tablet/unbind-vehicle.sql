-- What the unit or the vehicle is bound to, unless it is each to the other already; what would begin later goes too.
update unit_vehicle_binding
set bound = tstzrange(lower(bound), greatest(lower(bound), $3::timestamptz))
where
  (unit_id = $1::uuid or vehicle_id = $2::uuid) and not (unit_id = $1::uuid and vehicle_id = $2::uuid)
  and (upper_inf(bound) or upper(bound) > $3::timestamptz)
