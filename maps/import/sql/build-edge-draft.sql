-- Edges with geometry and length, before the parts that lead nowhere are dropped.
create unlogged table edge_draft as
with way_line as (
  select way_id, array_agg(geom order by pos) as points from way_node group by way_id
), unique_piece as (
  select distinct on (way_id, from_node, to_node) * from piece where from_node <> to_node
  order by way_id, from_node, to_node, from_pos
), shaped as (
  select p.*, st_makeline(l.points[p.from_pos:p.to_pos]) as geom
  from unique_piece p
  join way_line l using (way_id)
)
select
  s.way_id, s.from_node, s.to_node,
  -- Two nodes may lie at one place; a length of nothing would divide by zero later.
  greatest(st_length(s.geom::geography), 0.01)::real as length_meters,
  r.road_class, r.maxspeed_kmh, r.one_way, r.access, r.emergency_both_ways, r.name, s.geom
from shaped s
join stage_road r using (way_id)
