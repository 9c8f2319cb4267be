update unit_crew_binding
set bound = tstzrange(lower(bound), greatest(lower(bound), $3::timestamptz))
where unit_id = $1::uuid and crew_shift_id = $2::uuid and bound @> $3::timestamptz
