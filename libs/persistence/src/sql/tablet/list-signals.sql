-- By id ($1), or those of a region ($2) that go on, the gravest and then the longest waiting first. Without a place of its
-- own, a call for help is where the unit was last.
select
  s.id, s.region_id as "regionId", s.unit_id as "unitId", u.call_sign as "callSign", s.kind, s.is_urgent as "isUrgent",
  s.raised_at as "raisedAt", coalesce(st_x(s.geom), p.lon) as lon, coalesce(st_y(s.geom), p.lat) as lat,
  s.acknowledged_at as "acknowledgedAt", a.display_name as "acknowledgedByName", s.ended_at as "endedAt",
  s.ended_because as "endedBecause"
from crew_signal s
join unit u on u.id = s.unit_id
left join unit_position p on p.unit_id = s.unit_id
left join user_account a on a.id = s.acknowledged_by
where case when $1::uuid[] is not null then s.id = any ($1::uuid[]) else s.region_id = $2::text and s.ended_at is null end
order by s.kind, s.is_urgent desc, s.raised_at
