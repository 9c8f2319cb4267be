select
  s.id, s.region_id as "regionId", s.version, s.name, jsonb_build_array(st_x(s.geom), st_y(s.geom)) as coordinates,
  (select count(*)::int from unit u where u.station_id = s.id and u.retired_at is null) as "unitCount"
from station s
where s.region_id = $1::text
order by s.name
