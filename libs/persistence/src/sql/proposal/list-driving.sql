-- Incidents whose unit has not arrived, with the unit; the most urgent first.
select
  i.id as "incidentId", i.number, i.category, i.priority, i.needs, i.created_at as "createdAt",
  st_x(i.geom) as lon, st_y(i.geom) as lat, a.id as "assignmentId", a.unit_id as "unitId"
from assignment a
join incident i on i.id = a.incident_id
where
  a.region_id = $1::text and a.ended_at is null and i.state = 'open' and i.geom is not null
  and a.status in ('notified', 'delivered', 'acknowledged', 'enRoute')
order by i.priority, i.created_at, a.id
limit 500
