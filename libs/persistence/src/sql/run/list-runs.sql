-- Assignments whose unit drives: to the incident until it is there, then on to the destination.
select
  a.id as "assignmentId", a.region_id as "regionId", a.unit_id as "unitId", a.incident_id as "incidentId", a.status,
  i.priority::int, r.map_id as "mapId",
  case when a.status = 'leftScene' then 'toDestination' else 'toIncident' end as leg,
  case when a.status = 'leftScene' then array[st_x(f.geom), st_y(f.geom)] else array[st_x(i.geom), st_y(i.geom)] end as "to"
from assignment a
join incident i on i.id = a.incident_id
join region r on r.id = a.region_id
left join facility f on f.id = a.destination_facility_id
where a.ended_at is null
  and (
    (a.status in ('notified', 'delivered', 'acknowledged', 'enRoute') and i.geom is not null)
    or (a.status = 'leftScene' and f.geom is not null)
  )
order by a.id
