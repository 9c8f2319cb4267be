-- By id ($1), or those of a map ($2) that are in force or planned at $4 ('current'), or over ('ended').
select
  c.id, c.region_id as "regionId", c.kind, c.time_factor::float8 as "timeFactor",
  c.emergency_may_pass as "emergencyMayPass", c.reason, c.starts_at as "startsAt", c.ends_at as "endsAt",
  c.lifted_at as "liftedAt", c.created_at as "createdAt", u.display_name as "createdByName", c.shape,
  coalesce(st_asgeojson(c.geom, 6)::jsonb -> 'coordinates', '[]') as coordinates,
  c.road_names as "roadNames", cardinality(c.edge_keys) as "edgeCount", c.length_meters::float8 as "lengthMeters"
from closure c
left join user_account u on u.id = c.created_by
where
  case
    when $1::uuid[] is not null then c.id = any ($1::uuid[])
    when $3::text = 'current' then
      c.map_id = $2::int and c.lifted_at is null and (c.ends_at is null or c.ends_at > $4::timestamptz)
    else c.map_id = $2::int and (c.lifted_at is not null or c.ends_at <= $4::timestamptz)
  end
order by
  case when $3::text = 'ended' then coalesce(least(c.lifted_at, c.ends_at), c.lifted_at) end desc,
  c.starts_at, c.id
limit $5::int
