-- What assignments ($1) and facilities ($2) belong to and are called.
select
  a.id, 'assignment' as kind, a.incident_id as "incidentId", i.number as "incidentNumber",
  i.priority::int as "incidentPriority", a.unit_id as "unitId", u.call_sign as name, a.region_id as "regionId",
  r.name as "regionName", st_x(i.geom) as lon, st_y(i.geom) as lat
from assignment a
join incident i on i.id = a.incident_id
join unit u on u.id = a.unit_id
join region r on r.id = a.region_id
where a.id = any ($1::uuid[])
union all
select f.id, 'facility', null, null, null, null, f.name, null, null, null, null
from facility f
where f.id = any ($2::uuid[])
