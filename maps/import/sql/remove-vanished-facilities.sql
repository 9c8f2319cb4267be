update facility f
set removed_at = now()
from region r
where r.id = f.region_id and r.map_id = $1::int and f.osm_id is not null and f.removed_at is null
  and not exists (
    select from map_facility m
    where m.map_id = $1::int and m.osm_type = f.osm_type and m.osm_id = f.osm_id
      and m.kind in ('hospital', 'clinic', 'doctors')
  )
