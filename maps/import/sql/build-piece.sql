-- One row per future edge: positions within its way and the nodes at its ends.
create unlogged table piece as
select *
from (
  select
    c.way_id, c.pos as from_pos, lead(c.pos) over w as to_pos,
    n.node_id as from_node, lead(n.node_id) over w as to_node,
    lead(n.gap_before) over w as crosses_gap
  from cut c
  join way_node n using (way_id, pos)
  window w as (partition by c.way_id order by c.pos)
) p
where to_pos is not null and not (crosses_gap and to_pos - from_pos = 1)
