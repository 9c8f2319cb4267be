-- A page of what the search finds on map $1, by id after $2: $3 rows at the most.
select id, kind, label, context, search_text as "searchText", weight::float8 as weight, st_x(geom) as lon, st_y(geom) as lat
from place
where map_id = $1::int and id > $2::text
order by id
limit $3::int
