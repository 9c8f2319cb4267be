insert into {{place}} (map_id, id, kind, label, context, search_text, weight, geom)
select
  $1::int,
  'a' || lower(a.osm_type) || a.osm_id || case when n.nth = 1 then '' else '.' || n.nth end,
  'address',
  a.street || ' ' || trim(n.number),
  concat_ws(', ', coalesce(a.suburb, l.suburb), coalesce(a.city, l.town)),
  ' ' || street.norm || ' ' || num.norm || coalesce(E'\n ' || street.latin || ' ' || num.norm, '')
    || coalesce(E'\n ' || nullif(concat_ws(' ', sub.norm, sub.latin, town.norm, town.latin), ''), ''),
  0.2,
  a.geom
from stage_address a
join stage_text street on street.raw = a.street
-- "1263,1265" are two doors.
cross join lateral string_to_table(translate(a.housenumber, ';', ','), ',') with ordinality n (number, nth)
join stage_text num on num.raw = trim(n.number)
left join locality l on l.cx = floor(st_x(a.geom) * 400)::int and l.cy = floor(st_y(a.geom) * 400)::int
left join stage_text sub on sub.raw = coalesce(a.suburb, l.suburb)
left join stage_text town on town.raw = coalesce(a.city, l.town)
where street.norm <> '' and num.norm <> ''
