-- Until the end, or until the next crew that is planned.
insert into unit_crew_binding (unit_id, crew_shift_id, bound)
select
  $1::uuid, $2::uuid,
  tstzrange($3::timestamptz, least($4::timestamptz, (
    select min(lower(bound)) from unit_crew_binding where unit_id = $1::uuid and lower(bound) > $3::timestamptz
  )))
