insert into {{road_node}} (map_id, node_id, geom)
select distinct on (node_id) $1::int, node_id, geom
from (
  select from_node as node_id, st_startpoint(geom) as geom from {{road_edge}}
  union all
  select to_node, st_endpoint(geom) from {{road_edge}}
) n
order by node_id
