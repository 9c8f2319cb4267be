-- Open incidents with a place and nobody there, on the way or done.
select
  i.id as "incidentId", i.number, i.category, i.priority, i.needs, i.created_at as "createdAt",
  st_x(i.geom) as lon, st_y(i.geom) as lat
from incident i
where
  i.region_id = $1::text and i.state = 'open' and i.geom is not null
  and not exists (
    select 1 from assignment a
    where a.incident_id = i.id and (a.is_active or a.status = 'available')
  )
order by i.priority, i.created_at, i.id
limit 500
