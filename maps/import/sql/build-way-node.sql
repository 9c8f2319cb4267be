-- Nodes of each road in order. `pos` is dense; `gap_before` tells that the extract lacks nodes in between.
create unlogged table way_node as
select
  r.way_id,
  u.seq::int as seq,
  row_number() over (partition by r.way_id order by u.seq)::int as pos,
  coalesce(u.seq - lag(u.seq) over (partition by r.way_id order by u.seq) > 1, false) as gap_before,
  u.node_id,
  st_setsrid(st_makepoint(n.lon / 1e7, n.lat / 1e7), 4326) as geom
from stage_road r
cross join lateral unnest(r.nodes) with ordinality u (node_id, seq)
join planet_osm_nodes n on n.id = u.node_id
