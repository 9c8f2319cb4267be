insert into {{turn_restriction}} (map_id, relation_id, kind, from_way, via_node, via_ways, to_way, excepted)
select distinct on (s.relation_id, f.way_id, t.way_id)
  $1::int, s.relation_id, s.kind, f.way_id, s.via_node, s.via_ways, t.way_id, s.excepted
from stage_restriction s
cross join lateral unnest(s.from_ways) f (way_id)
cross join lateral unnest(s.to_ways) t (way_id)
where exists (select from {{road_edge}} e where e.way_id = f.way_id)
  and exists (select from {{road_edge}} e where e.way_id = t.way_id)
  and (s.via_node is null or exists (select from {{road_node}} n where n.node_id = s.via_node))
  and (
    s.via_ways is null
    or not exists (
      select from unnest(s.via_ways) v (way_id)
      where not exists (select from {{road_edge}} e where e.way_id = v.way_id)
    )
  )
order by s.relation_id, f.way_id, t.way_id
