-- Duty and assignments of a region's ($1) units between $2 and $3, as pairs of epoch milliseconds. On duty is who is shown so on
-- the board, meals and restocking included; assigned from the first step after being reserved. Exercises are no work.
select
  u.id as "unitId", u.call_sign as "callSign",
  sector_at(u.region_id, coalesce(s.geom, st_setsrid(st_makepoint(p.lon, p.lat), 4326))) as "sectorId",
  coalesce((
    select jsonb_agg(jsonb_build_array(extract(epoch from d.since_at) * 1000, extract(epoch from d.until_at) * 1000))
    from (
      select h.state, h.since_at, lead(h.since_at, 1, $3::timestamptz) over (order by h.since_at) as until_at
      from unit_duty h
      where h.unit_id = u.id and h.since_at < $3::timestamptz and h.since_at >= coalesce(
        (select max(e.since_at) from unit_duty e where e.unit_id = u.id and e.since_at <= $2::timestamptz),
        $2::timestamptz
      )
    ) d
    where d.state in ('onDuty', 'meal', 'restocking') and d.until_at > $2::timestamptz
  ), '[]') as duty,
  coalesce((
    select jsonb_agg(jsonb_build_array(
      extract(epoch from coalesce(begun.at, a.created_at)) * 1000,
      extract(epoch from coalesce(a.ended_at, $3::timestamptz)) * 1000
    ))
    from (
      select o.* from assignment o
      where o.unit_id = u.id and o.ended_at is null and o.status <> 'reserved'
      union all
      select o.* from assignment o
      where o.unit_id = u.id and o.ended_at > $2::timestamptz and o.created_at < $3::timestamptz
    ) a
    join incident i on i.id = a.incident_id
    join region r on r.id = i.region_id
    cross join lateral (
      select min(t.recorded_at) as at
      from assignment_step t
      where t.assignment_id = a.id and t.status <> 'reserved'
    ) begun
    where i.is_training = r.is_training and (begun.at is not null or a.status not in ('cancelled', 'diverted'))
  ), '[]') as assigned
from unit u
left join station s on s.id = u.station_id
left join unit_position p on p.unit_id = u.id
where u.region_id = $1::text and u.retired_at is null
order by u.call_sign
