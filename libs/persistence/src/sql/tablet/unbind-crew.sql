-- The unit's present crew, and wherever else the shift, or one of the same people only, is bound now.
update unit_crew_binding b
set bound = tstzrange(lower(b.bound), greatest(lower(b.bound), $3::timestamptz))
where
  b.bound @> $3::timestamptz
  and (
    b.unit_id = $1::uuid or b.crew_shift_id = $2::uuid
    or (
      exists (
        select 1
        from crew_shift_member m
        join crew_shift_member n on n.user_id = m.user_id and n.crew_shift_id = $2::uuid
        where m.crew_shift_id = b.crew_shift_id
      )
      and not exists (
        select 1
        from crew_shift_member m
        where
          m.crew_shift_id = b.crew_shift_id
          and not exists (
            select 1 from crew_shift_member n where n.user_id = m.user_id and n.crew_shift_id = $2::uuid
          )
      )
    )
  )
