-- A gate that only emergency vehicles pass: the shorter road beside it is theirs alone, which stops others from driving through.
with gated as (
  select distinct on (b.node_id) e.way_id, e.from_node, e.to_node
  from stage_barrier b
  join edge_draft e on b.node_id in (e.from_node, e.to_node)
  where b.effect = 'emergency'
    and (select count(*) from edge_draft o where b.node_id in (o.from_node, o.to_node)) > 1
  order by b.node_id, e.length_meters, e.way_id, e.from_node
)
update edge_draft e
set access = 'emergency'
from gated g
where (e.way_id, e.from_node, e.to_node) = (g.way_id, g.from_node, g.to_node)
