select
  r.id,
  r.name,
  m.name as "mapName",
  m.version as "mapVersion",
  r.time_zone as "timeZone",
  r.currency,
  r.languages,
  r.is_training as "isTraining",
  m.attribution,
  (
    select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name, n.id), '[]')
    from region n
    where n.map_id = r.map_id and n.id <> r.id and n.is_training = r.is_training
  ) as neighbours,
  case
    when m.bounds is null then array[-180, -85, 180, 85]::double precision[]
    else array[st_xmin(m.bounds), st_ymin(m.bounds), st_xmax(m.bounds), st_ymax(m.bounds)]
  end as bounds,
  -- Screens open where the stations are; the middle of the map may lie in the sea.
  coalesce(
    (select array[st_x(st_centroid(st_collect(s.geom))), st_y(st_centroid(st_collect(s.geom)))] from station s where s.region_id = r.id having count(*) > 0),
    case when m.bounds is null then array[0, 0]::double precision[] else array[st_x(st_centroid(m.bounds)), st_y(st_centroid(m.bounds))] end
  ) as center
from region r
join map m on m.id = r.map_id
where r.id = any ($1::text[])
order by r.is_training, r.name
