select created_at as "createdAt", priority, st_x(geom) as lon, st_y(geom) as lat
from incident
where region_id = $1::text and created_at >= $2::timestamptz and geom is not null
order by created_at desc, id
limit $3::int
