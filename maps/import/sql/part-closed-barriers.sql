-- At a barrier that nobody passes each road end gets a node of its own: the first keeps the id, the others are negative.
with ends as (
  select way_id, from_pos, 'from' as side, from_node as node_id from piece
  union all
  select way_id, from_pos, 'to', to_node from piece
), numbered as (
  select e.*, row_number() over (partition by e.node_id order by e.way_id, e.from_pos, e.side desc) - 1 as nth
  from ends e
  join stage_barrier b on b.node_id = e.node_id and b.effect = 'closed'
), renamed as (
  select
    way_id, from_pos,
    max(-(node_id * 8 + least(nth, 7))) filter (where side = 'from' and nth > 0) as from_node,
    max(-(node_id * 8 + least(nth, 7))) filter (where side = 'to' and nth > 0) as to_node
  from numbered
  group by way_id, from_pos
)
update piece p
set from_node = coalesce(r.from_node, p.from_node), to_node = coalesce(r.to_node, p.to_node)
from renamed r
where r.way_id = p.way_id and r.from_pos = p.from_pos
