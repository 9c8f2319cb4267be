-- Open incidents of a region ($1) with no unit on the way and none that has been there and is done.
select
  i.id as "incidentId", i.number, i.category, i.priority::int, sector_at(i.region_id, i.geom) as "sectorId",
  coalesce(s.last_ended_at, i.created_at) as "waitingSinceAt"
from incident i
cross join lateral (
  select bool_or(a.is_active or a.status = 'available') as is_served, max(a.ended_at) as last_ended_at
  from assignment a
  where a.incident_id = i.id
) s
where i.region_id = $1::text and i.state = 'open' and s.is_served is not true
order by i.priority, coalesce(s.last_ended_at, i.created_at), i.id
