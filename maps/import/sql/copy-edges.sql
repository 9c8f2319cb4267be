insert into {{road_edge}} (
  map_id, way_id, from_node, to_node, length_meters, road_class, maxspeed_kmh, one_way, access, emergency_both_ways, name, geom
)
select
  $1::int, way_id, from_node, to_node, length_meters, road_class, maxspeed_kmh, one_way, access, emergency_both_ways, name, geom
from edge_draft e
where not exists (select from dropped_node d where d.node_id in (e.from_node, e.to_node))
order by st_geohash(st_startpoint(geom), 8), way_id, from_node
