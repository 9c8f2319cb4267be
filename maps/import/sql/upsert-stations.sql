insert into station (id, region_id, name, source, geom)
select gen_random_uuid(), $1::text, s.name, $2::text, st_setsrid(st_makepoint(s.lon, s.lat), 4326)
from unnest($3::text[], $4::float8[], $5::float8[]) s (name, lon, lat)
on conflict (region_id, name) do update set source = excluded.source, geom = excluded.geom
