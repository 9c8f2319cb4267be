-- The same shift's binding that would begin later: it begins now.
delete from unit_crew_binding
where crew_shift_id = $1::uuid and lower(bound) > $2::timestamptz
