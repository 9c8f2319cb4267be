-- What a joint decision asks of a region: its map, its own figures, where units stand by and where jobs end, how long jobs took today.
select
  r.map_id as "mapId", r.settings -> 'ranking' as "rankingSettings",
  (select coalesce(jsonb_agg(jsonb_build_array(st_x(s.geom), st_y(s.geom)) order by s.id), '[]')
   from station s where s.region_id = r.id) as stations,
  (select coalesce(jsonb_agg(jsonb_build_array(st_x(f.geom), st_y(f.geom)) order by f.id), '[]')
   from facility f where f.region_id = r.id and f.has_emergency and f.removed_at is null) as hospitals,
  (select percentile_cont(0.5) within group (order by extract(epoch from a.ended_at - a.created_at))
   from assignment a
   where a.region_id = r.id and a.status = 'available' and a.ended_at > $2::timestamptz - interval '1 day') as "jobSeconds"
from region r
where r.id = $1::text
