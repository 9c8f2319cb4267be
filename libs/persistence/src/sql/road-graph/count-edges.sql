select count(*)::int as edges, coalesce(sum(st_npoints(geom)), 0)::int as points
from road_edge
where map_id = $1::int
