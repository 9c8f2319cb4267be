insert into {{place}} (map_id, id, kind, label, context, search_text, weight, geom)
select distinct on (p.osm_type, p.osm_id)
  $1::int, 'p' || lower(p.osm_type) || p.osm_id, 'place', p.name,
  concat_ws(', ', nullif(l.suburb, p.name), nullif(l.town, p.name)),
  ' ' || name.norm || coalesce(E'\n ' || name.latin, '') || coalesce(E'\n ' || other.norm, '')
    || coalesce(E'\n ' || other.latin, '')
    || coalesce(E'\n ' || nullif(concat_ws(' ', sub.norm, sub.latin, town.norm, town.latin), ''), ''),
  case
    when not p.is_settlement then 0.3
    when p.kind = 'city' then 1 when p.kind = 'town' then 0.95 when p.kind = 'village' then 0.9
    when p.kind in ('suburb', 'borough') then 0.8 when p.kind in ('quarter', 'neighbourhood') then 0.75
    else 0.6
  end,
  p.geom
from stage_place p
join stage_text name on name.raw = p.name
left join stage_text other on other.raw = p.other_names
left join locality l on l.cx = floor(st_x(p.geom) * 400)::int and l.cy = floor(st_y(p.geom) * 400)::int
left join stage_text sub on sub.raw = l.suburb
left join stage_text town on town.raw = l.town
where name.norm <> ''
