-- Land is what lies left of the coastlines; without any coast the whole map is land.
insert into {{basemap_feature}} (map_id, layer, kind, min_zoom, sort_key, geom)
with frame as (
  select st_buffer(st_setsrid(st_extent(geom)::geometry, 3857), 2000, 'join=mitre') as geom from stage_feature
), coast as (
  select st_linemerge(st_collect(geom)) as geom from stage_coastline
), face as (
  select (st_dump(st_polygonize(st_union(st_boundary(f.geom), st_intersection(c.geom, f.geom))))).geom
  from frame f, coast c
  where c.geom is not null
), side as (
  -- A face is land when a coastline runs with it on its left; faces of no coast at all are land as well.
  select
    f.geom,
    coalesce(sum(
      case when st_contains(f.geom, st_lineinterpolatepoint(s.left_side, 0.5)) then 1
           when st_contains(f.geom, st_lineinterpolatepoint(s.right_side, 0.5)) then -1 end
    ), 1) >= 0 as is_land
  from face f
  left join (
    select
      line.geom,
      st_offsetcurve(segment, 1) as left_side,
      st_offsetcurve(segment, -1) as right_side
    from (select (st_dump(geom)).geom from coast) line
    cross join lateral (
      select st_makeline(st_pointn(line.geom, i), st_pointn(line.geom, i + 1)) as segment
      from generate_series(1, st_npoints(line.geom) - 1) i
      order by st_distance(st_pointn(line.geom, i), st_pointn(line.geom, i + 1)) desc
      limit 5
    ) longest
  ) s on st_intersects(f.geom, s.geom)
  group by f.geom
)
select $1::int, 'earth', 'earth', 0, -1e15, geom from side where is_land
union all
select $1::int, 'water', 'ocean', 0, -1e15, geom from side where not is_land
union all
select $1::int, 'earth', 'earth', 0, -1e15, geom from frame where not exists (select from face)
