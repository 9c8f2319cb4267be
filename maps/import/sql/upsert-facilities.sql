-- Facilities of every region on the map follow its new data and keep their ids.
with area as (
  select
    r.id as region_id,
    case when r.settings -> 'area' -> 'within' is null then null
      else st_makeenvelope(
        (r.settings -> 'area' -> 'within' ->> 0)::float8, (r.settings -> 'area' -> 'within' ->> 1)::float8,
        (r.settings -> 'area' -> 'within' ->> 2)::float8, (r.settings -> 'area' -> 'within' ->> 3)::float8, 4326)
    end as within
  from region r
  where r.map_id = $1::int
)
insert into facility (id, region_id, osm_type, osm_id, name, kind, has_emergency, tags, geom)
select
  gen_random_uuid(), a.region_id, f.osm_type, f.osm_id, f.name, f.kind,
  coalesce(f.tags ->> 'emergency' in ('yes', 'designated', 'official'), false)
    -- A hospital that says nothing about its emergency department is assumed to have one.
    or (f.kind = 'hospital' and not f.tags ? 'emergency'),
  f.tags, f.geom
from map_facility f
join area a on a.within is null or st_intersects(f.geom, a.within)
where f.map_id = $1::int and f.kind in ('hospital', 'clinic', 'doctors')
on conflict (region_id, osm_type, osm_id) do update set
  name = excluded.name, kind = excluded.kind, has_emergency = excluded.has_emergency, tags = excluded.tags,
  geom = excluded.geom, removed_at = null
