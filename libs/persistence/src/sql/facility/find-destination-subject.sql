-- An incident as destination advice sees it, with the unit of one of its assignments ($2) when named.
select
  i.region_id as "regionId", r.map_id as "mapId", i.category, i.priority, i.needs, i.state,
  st_x(i.geom) as lon, st_y(i.geom) as lat, s.unit_id as "unitId"
from incident i
join region r on r.id = i.region_id
left join assignment s on s.id = $2::uuid and s.incident_id = i.id and s.ended_at is null
where i.id = $1::uuid
