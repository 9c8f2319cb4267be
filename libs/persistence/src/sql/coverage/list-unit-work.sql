-- Duty and assignments of a region's units between $2 and $3, as pairs of epoch milliseconds. A unit is on duty while a crew is
-- bound to it; it is busy from the first step after being reserved.
select
  coalesce((
    select jsonb_agg(jsonb_build_array(
      extract(epoch from greatest(lower(b.bound), $2::timestamptz)) * 1000,
      extract(epoch from least(upper(b.bound), $3::timestamptz)) * 1000
    ))
    from unit_crew_binding b
    where b.unit_id = u.id and b.bound && tstzrange($2::timestamptz, $3::timestamptz)
  ), '[]') as duty,
  coalesce((
    select jsonb_agg(jsonb_build_array(
      extract(epoch from coalesce(begun.at, a.created_at)) * 1000,
      extract(epoch from coalesce(a.ended_at, $3::timestamptz)) * 1000
    ))
    from assignment a
    join incident i on i.id = a.incident_id
    cross join lateral (
      select min(s.recorded_at) as at
      from assignment_step s
      where s.assignment_id = a.id and s.status <> 'reserved'
    ) begun
    where a.unit_id = u.id and a.status <> 'reserved' and i.is_training = r.is_training
      and a.created_at < $3::timestamptz and (a.ended_at is null or a.ended_at > $2::timestamptz)
  ), '[]') as assignments
from unit u
join region r on r.id = u.region_id
where u.region_id = $1::text
