insert into {{place}} (map_id, id, kind, label, context, search_text, weight, geom)
select distinct on (a.osm_type, a.osm_id)
  $1::int, 'a' || lower(a.osm_type) || a.osm_id, 'address', a.street || ' ' || a.housenumber,
  concat_ws(', ', coalesce(a.suburb, l.suburb), coalesce(a.city, l.town)),
  ' ' || street.norm || ' ' || num.norm || coalesce(E'\n ' || street.latin || ' ' || num.norm, '')
    || coalesce(E'\n ' || nullif(concat_ws(' ', sub.norm, sub.latin, town.norm, town.latin), ''), ''),
  0.2,
  a.geom
from stage_address a
join stage_text street on street.raw = a.street
join stage_text num on num.raw = a.housenumber
left join locality l on l.cx = floor(st_x(a.geom) * 400)::int and l.cy = floor(st_y(a.geom) * 400)::int
left join stage_text sub on sub.raw = coalesce(a.suburb, l.suburb)
left join stage_text town on town.raw = coalesce(a.city, l.town)
where street.norm <> '' and num.norm <> ''
