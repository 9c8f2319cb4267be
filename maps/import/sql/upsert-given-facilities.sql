insert into facility (id, region_id, name, kind, has_emergency, geom)
select gen_random_uuid(), $1::text, f.name, f.kind, f.has_emergency, st_setsrid(st_makepoint(f.lon, f.lat), 4326)
from unnest($2::text[], $3::text[], $4::boolean[], $5::float8[], $6::float8[]) f (name, kind, has_emergency, lon, lat)
on conflict (region_id, name) where osm_id is null do update set
  kind = excluded.kind, has_emergency = excluded.has_emergency, geom = excluded.geom, removed_at = null
