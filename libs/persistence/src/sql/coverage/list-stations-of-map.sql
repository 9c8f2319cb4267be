-- Stations of the region and of the others of its kind (real or training) on the same map.
select array[st_x(s.geom), st_y(s.geom)] as coordinates, s.region_id = $1::text as "isOwn"
from station s
join region r on r.id = s.region_id
join region own on own.id = $1::text
where r.map_id = own.map_id and r.is_training = own.is_training
order by s.id
