update unit_crew_binding
set bound = tstzrange(lower(bound), $2::timestamptz)
where crew_shift_id = $1::uuid and bound @> $2::timestamptz
