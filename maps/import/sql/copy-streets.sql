insert into {{place}} (map_id, id, kind, label, context, search_text, weight, geom)
select
  $1::int, 's' || s.way_id, 'street', s.name,
  concat_ws(', ', nullif(l.suburb, s.name), l.town),
  ' ' || name.norm || coalesce(E'\n ' || name.latin, '') || coalesce(E'\n ' || other.norm, '')
    || coalesce(E'\n ' || other.latin, '')
    || coalesce(E'\n ' || nullif(concat_ws(' ', sub.norm, sub.latin, town.norm, town.latin), ''), ''),
  0.5 + least(0.2, s.length_meters / 50000),
  s.geom
from stage_street s
join stage_text name on name.raw = s.name
left join stage_text other on other.raw = s.other_names
left join locality l on l.cx = floor(st_x(s.geom) * 400)::int and l.cy = floor(st_y(s.geom) * 400)::int
left join stage_text sub on sub.raw = l.suburb
left join stage_text town on town.raw = l.town
where name.norm <> ''
