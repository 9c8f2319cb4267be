-- Land is what lies left of the coastlines. Data without coastlines is all land, unless the preset says that beyond its roads
-- lies the sea: then land is the hull of what is built, and the GeoJSON polygon $2 (or null).
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
, built as (
  select distinct st_snaptogrid(geom, 40) as geom
  from (
    select (st_dumppoints(geom)).geom
    from stage_feature
    where layer in ('roads', 'landuse', 'buildings') and kind not in ('pier', 'breakwater')
      and coalesce(tags ->> 'kind_detail', '') <> 'pier'
  ) g
  where $2::text is not null
), hull as (
  select
    st_intersection(
      st_union(
        st_buffer(st_concavehull(st_collect(b.geom), 0.03), 60),
        st_transform(st_setsrid(st_geomfromgeojson($2::text), 4326), 3857)
      ),
      (select geom from frame)
    ) as geom
  from built b
  having count(*) > 3
)
select $1::int, 'earth', 'earth', 0, -1e15, geom from side where is_land
union all
select $1::int, 'water', 'ocean', 0, -1e15, geom from side where not is_land
union all
select $1::int, 'earth', 'earth', 0, -1e15, geom from hull where not exists (select from face)
union all
select $1::int, 'water', 'ocean', 0, -1e15, st_difference(frame.geom, hull.geom) from frame, hull where not exists (select from face)
union all
select $1::int, 'earth', 'earth', 0, -1e15, geom from frame
where not exists (select from face) and not exists (select from hull)
