-- A hospital is often drawn twice, as its ground and as a point: of one name and kind within 300 m the area is kept.
insert into {{map_facility}} (map_id, osm_type, osm_id, kind, name, tags, geom)
select distinct on (osm_type, osm_id) $1::int, osm_type, osm_id, kind, coalesce(name, initcap(replace(kind, '_', ' '))), tags, geom
from stage_facility f
where not exists (
  select from stage_facility o
  where f.osm_type = 'N' and o.osm_type <> 'N' and o.kind = f.kind
    and coalesce(o.name, '') = coalesce(f.name, '') and st_dwithin(o.geom::geography, f.geom::geography, 300)
)
order by osm_type, osm_id
