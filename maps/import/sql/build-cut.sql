-- Where ways are cut: their ends, nodes used twice (also by the same way), vias of restrictions, barriers, gaps.
create unlogged table cut as
with used_twice as (
  select node_id from way_node group by node_id having count(*) > 1
), wanted as (
  select node_id from used_twice
  union
  select via_node from stage_restriction where via_node is not null
  union
  select node_id from stage_barrier
), placed as (
  select
    w.way_id, w.pos, w.node_id, w.gap_before,
    lead(w.gap_before) over (partition by w.way_id order by w.pos) as gap_after,
    w.pos = 1 as is_first,
    lead(w.pos) over (partition by w.way_id order by w.pos) is null as is_last
  from way_node w
)
select p.way_id, p.pos
from placed p
left join wanted on wanted.node_id = p.node_id
where p.is_first or p.is_last or p.gap_before or p.gap_after or wanted.node_id is not null
