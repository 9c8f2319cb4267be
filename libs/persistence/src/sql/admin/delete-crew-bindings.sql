-- What lies ahead of the moment is planned anew; what was, stays.
delete from unit_crew_binding where crew_shift_id = $1::uuid and lower(bound) >= $2::timestamptz
