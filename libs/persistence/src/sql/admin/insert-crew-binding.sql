insert into unit_crew_binding (unit_id, crew_shift_id, bound)
values ($1::uuid, $2::uuid, tstzrange($3::timestamptz, $4::timestamptz))
