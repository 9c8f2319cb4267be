-- Loops from a node to itself and repeated (way, from, to) get one more cut in their middle, so that edge keys are unique.
insert into cut (way_id, pos)
select way_id, (from_pos + to_pos) / 2
from (
  select
    s.*,
    row_number() over (partition by way_id, from_node, to_node order by from_pos) as nth
  from (
    select
      c.way_id, c.pos as from_pos, lead(c.pos) over w as to_pos,
      n.node_id as from_node, lead(n.node_id) over w as to_node
    from cut c
    join way_node n using (way_id, pos)
    window w as (partition by c.way_id order by c.pos)
  ) s
  where s.to_pos is not null
) t
where (from_node = to_node or nth > 1) and to_pos - from_pos >= 2
