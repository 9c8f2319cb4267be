-- One vector tile of map $1 at $2/$3/$4 (zoom, x, y): one MVT layer per basemap layer, concatenated.
with frame as (
  select
    st_tileenvelope($2::int, $3::int, $4::int) as tile,
    -- 64 of 4096 units beyond the edge, so that wide lines do not end at it.
    st_tileenvelope($2::int, $3::int, $4::int, margin => 64.0 / 4096) as wide,
    -- One of the 512 pixels that a tile is drawn at, in projected metres.
    40075016.68 / 512 / 2 ^ $2::int as pixel
),
feature as (
  select
    f.layer,
    f.sort_key,
    f.kind,
    f.name,
    f.tags,
    st_asmvtgeom(
      case
        when st_geometrytype(f.geom) = 'ST_Point' then f.geom
        when $2::int >= 15 then f.geom
        when f.layer = 'roads' or st_dimension(f.geom) = 1 then st_simplify(f.geom, frame.pixel / 2, true)
        else st_simplifypreservetopology(f.geom, frame.pixel / 2)
      end,
      frame.tile, 4096, 64, true
    ) as geom
  from frame
  join basemap_feature f on f.geom && frame.wide
  where f.map_id = $1::int and f.min_zoom <= $2::int
),
layer as (
  select st_asmvt(f.attributes, f.layer, 4096, 'geom' order by f.sort_key) as mvt
  from (
    select layer, sort_key, (select a from (select kind, name, tags, geom) a) as attributes
    from feature
    where geom is not null
  ) f
  group by f.layer
)
select coalesce(string_agg(mvt, ''::bytea), ''::bytea) as tile from layer
