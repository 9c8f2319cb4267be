-- One that was removed comes back under its own id.
insert into facility (id, region_id, name, kind, has_emergency, geom)
values ($1::uuid, $2::text, $3::text, $4::text, $5::boolean, st_setsrid(st_makepoint($6::float8, $7::float8), 4326))
on conflict (region_id, name) where osm_id is null do update set
  kind = excluded.kind, has_emergency = excluded.has_emergency, geom = excluded.geom, removed_at = null,
  version = facility.version + 1
returning id, version
