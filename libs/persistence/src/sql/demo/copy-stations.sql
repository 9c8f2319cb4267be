-- A training region on the same map stands on the same stations.
insert into station (id, region_id, name, source, geom)
select gen_random_uuid(), $2::text, name, source, geom
from station
where region_id = $1::text
on conflict (region_id, name) do nothing
