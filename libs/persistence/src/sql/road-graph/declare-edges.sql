declare road_edge_rows no scroll cursor for
select record_send(e)
from (
  select way_id, from_node, to_node, length_meters, road_class, coalesce(maxspeed_kmh, 0::smallint), one_way,
    access = 'emergency', emergency_both_ways, name, st_asbinary(geom, 'XDR')
  from road_edge
  where map_id = $1::int
) as e
