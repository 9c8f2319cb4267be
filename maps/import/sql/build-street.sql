-- Named roads joined to streets: pieces of one name that lie within about a kilometre of each other.
create unlogged table stage_street as
with line as (
  select e.way_id, e.name, st_collect(e.geom) as geom, sum(e.length_meters) as length_meters
  from edge_draft e
  where e.name is not null
  group by e.way_id, e.name
), clustered as (
  select l.*, st_clusterdbscan(l.geom, 0.01, 1) over (partition by l.name) as cluster from line l
), street as (
  select name, cluster, min(way_id) as way_id, sum(length_meters) as length_meters, st_collect(geom) as geom
  from clustered
  group by name, cluster
)
select
  s.way_id, s.name, s.length_meters, r.other_names,
  st_closestpoint(s.geom, st_centroid(s.geom)) as geom
from street s
join stage_road r on r.way_id = s.way_id
