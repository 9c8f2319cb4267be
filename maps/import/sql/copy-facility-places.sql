insert into {{place}} (map_id, id, kind, label, context, search_text, weight, geom)
select distinct on (f.osm_type, f.osm_id)
  $1::int, 'f' || lower(f.osm_type) || f.osm_id, 'facility', f.name,
  concat_ws(', ', l.suburb, l.town),
  ' ' || name.norm || coalesce(E'\n ' || name.latin, '') || coalesce(E'\n ' || other.norm, '')
    || coalesce(E'\n ' || other.latin, '')
    || coalesce(E'\n ' || nullif(concat_ws(' ', sub.norm, sub.latin, town.norm, town.latin), ''), ''),
  case f.kind when 'hospital' then 0.7 else 0.45 end,
  f.geom
from {{map_facility}} f
join stage_facility s on s.osm_type = f.osm_type and s.osm_id = f.osm_id
join stage_text name on name.raw = f.name
left join stage_text other on other.raw = s.other_names
left join locality l on l.cx = floor(st_x(f.geom) * 400)::int and l.cy = floor(st_y(f.geom) * 400)::int
left join stage_text sub on sub.raw = l.suburb
left join stage_text town on town.raw = l.town
where name.norm <> ''
