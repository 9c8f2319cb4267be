-- Closures on a map that were made and not yet lifted at $2, with what was said of them last before that. A reason that was
-- changed later is not known any more and is left empty.
select
  c.id, c.region_id as "regionId", c.kind, c.shape, c.created_at as "createdAt", u.display_name as "createdByName",
  coalesce(st_asgeojson(c.geom, 6)::jsonb -> 'coordinates', '[]') as coordinates, c.road_names as "roadNames",
  cardinality(c.edge_keys) as "edgeCount", c.length_meters::float8 as "lengthMeters", c.starts_at as "startsAt",
  coalesce(said.payload, '{}') as payload, c.ends_at as "endsAt", c.time_factor::float8 as "timeFactor",
  c.emergency_may_pass as "emergencyMayPass",
  case when later.seq is null then c.reason else '' end as reason
from closure c
left join user_account u on u.id = c.created_by
left join lateral (
  select j.payload
  from journal j
  where
    j.subject_id = c.id::text and j.kind in ('closureCreated', 'closureChanged') and j.at <= $2::timestamptz
  order by j.seq desc
  limit 1
) said on true
left join lateral (
  select j.seq
  from journal j
  where
    j.subject_id = c.id::text and j.kind = 'closureChanged' and j.at > $2::timestamptz
    and j.payload like '%"reasonChanged":true%'
  limit 1
) later on true
where
  c.map_id = $1::int and c.created_at <= $2::timestamptz and (c.lifted_at is null or c.lifted_at > $2::timestamptz)
order by c.starts_at, c.id
