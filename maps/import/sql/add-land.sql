-- Land is what lies left of the coastlines, within the box $3 that the file says it covers (west, south, east, north) or,
-- without it, a little less than where its roads reach, so that coasts cross the frame. Data without coastlines is all land,
-- unless the preset says that beyond its roads lies the sea: then land is the hull of what is built, and the GeoJSON
-- polygon $2 (or null). Large outlines are divided, because a tile would else clip the coast of a whole country.
insert into {{basemap_feature}} (map_id, layer, kind, min_zoom, sort_key, geom)
with wide as (
  select st_buffer(st_setsrid(st_extent(geom)::geometry, 3857), 2000, 'join=mitre') as geom from stage_feature
), frame as (
  select
    case
      when $3::float8[] is not null
        then st_transform(st_makeenvelope(($3::float8[])[1], ($3::float8[])[2], ($3::float8[])[3], ($3::float8[])[4], 4326), 3857)
      else st_scale(box.geom, st_makepoint(0.98, 0.98), st_centroid(box.geom))
    end as geom
  from (
    select st_setsrid(st_extent(geom)::geometry, 3857) as geom from stage_feature where layer = 'roads'
  ) box
), line as (
  select (st_dump(st_linemerge(st_collect(geom)))).geom from stage_coastline
), ring as (
  select st_makevalid(st_makepolygon(geom)) as geom, st_ispolygonccw(st_makepolygon(geom)) as is_island
  from line
  where st_isclosed(geom) and st_npoints(geom) >= 4
), open as (
  select l.geom from line l, frame f where not st_isclosed(l.geom) and st_intersects(l.geom, f.geom)
), face as (
  select (st_dump(st_polygonize(st_union(st_boundary(f.geom), o.geom)))).geom
  from frame f, (select st_intersection(st_collect(open.geom), (select geom from frame)) as geom from open) o
  where o.geom is not null and not st_isempty(o.geom)
), probe as (
  -- Half a metre left and right of the middles of each line's longest pieces.
  select 1 as vote, st_lineinterpolatepoint(st_offsetcurve(segment, 0.5), 0.5) as geom from open, lateral (
    select s.geom as segment from st_dumpsegments(open.geom) s order by st_length(s.geom) desc limit 5
  ) longest
  union all
  select -1, st_lineinterpolatepoint(st_offsetcurve(segment, -0.5), 0.5) from open, lateral (
    select s.geom as segment from st_dumpsegments(open.geom) s order by st_length(s.geom) desc limit 5
  ) longest
), side as (
  -- Faces beside no coast are land; a face on both sides of one coast tells nothing and is land too.
  select face.geom, coalesce(sum(probe.vote), 0) >= 0 as is_land
  from face
  left join probe on st_contains(face.geom, probe.geom)
  group by face.geom
), mainland as (
  select geom from side where is_land
  union all
  -- Islands alone: everything else is sea.
  select frame.geom from frame
  where not exists (select from side) and not exists (select from ring where is_island)
    and (exists (select from ring) or $2::text is null)
), land as (
  select
    st_difference(
      coalesce(
        st_union(coalesce((select st_union(geom) from mainland), st_geomfromtext('polygon empty', 3857)),
          coalesce((select st_union(geom) from ring where is_island), st_geomfromtext('polygon empty', 3857))),
        st_geomfromtext('polygon empty', 3857)
      ),
      coalesce((select st_union(geom) from ring where not is_island), st_geomfromtext('polygon empty', 3857))
    ) as geom
  where exists (select from line)
), built as (
  select distinct st_snaptogrid(geom, 40) as geom
  from (
    select (st_dumppoints(geom)).geom
    from stage_feature
    where layer in ('roads', 'landuse', 'buildings') and kind not in ('pier', 'breakwater')
      and coalesce(tags ->> 'kind_detail', '') <> 'pier'
  ) g
  where $2::text is not null and not exists (select from line)
), hull as (
  select
    st_intersection(
      st_union(
        st_buffer(st_concavehull(st_collect(b.geom), 0.03), 60),
        st_transform(st_setsrid(st_geomfromgeojson($2::text), 4326), 3857)
      ),
      (select geom from wide)
    ) as geom
  from built b
  having count(*) > 3
), shape as (
  select 'earth' as layer, 'earth' as kind, st_intersection(land.geom, frame.geom) as geom from land, frame
  union all
  select 'water', 'ocean', st_difference(frame.geom, land.geom) from land, frame
  union all
  select 'earth', 'earth', geom from hull
  union all
  select 'water', 'ocean', st_difference(wide.geom, hull.geom) from wide, hull
  union all
  select 'earth', 'earth', geom from wide where not exists (select from line) and not exists (select from hull)
)
select $1::int, layer, kind, 0, -1e15, part.geom
from shape
cross join lateral (
  select geom where st_npoints(geom) <= 5000
  union all
  select st_subdivide(geom, 1000) where st_npoints(geom) > 5000
) part
where not st_isempty(part.geom)
