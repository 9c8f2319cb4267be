select
  i.region_id as "regionId", r.map_id as "mapId", i.category, i.priority, i.needs, i.state,
  st_x(i.geom) as lon, st_y(i.geom) as lat, r.settings -> 'ranking' as "rankingSettings"
from incident i
join region r on r.id = i.region_id
where i.id = $1::uuid
