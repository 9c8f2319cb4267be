insert into {{basemap_feature}} (map_id, layer, kind, name, min_zoom, sort_key, tags, geom)
select $1::int, layer, kind, name, min_zoom, sort_key, tags, geom
from stage_feature
where not st_isempty(geom)
order by st_geohash(st_transform(st_pointonsurface(st_envelope(geom)), 4326), 6)
