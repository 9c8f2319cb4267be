-- By id ($1), or all of a region ($2), only those of a member ($3) when one is given, or all on the map of a region ($4): those
-- that exercises made up are for that exercise alone. Newest profile and status of each.
select
  f.id, f.region_id as "regionId", r.name as "regionName", f.name, f.kind, f.has_emergency as "hasEmergency", f.tags,
  st_x(f.geom) as lon, st_y(f.geom) as lat, r.time_zone as "timeZone",
  case when p.version is null then null else jsonb_build_object(
    'version', p.version, 'level', p.level, 'services', p.services, 'hours', p.hours, 'capacity', p.capacity
  ) end as profile,
  case when s.version is null then null else jsonb_build_object(
    'version', s.version, 'loadPercent', s.load_percent, 'waitMinutes', s.wait_minutes, 'freeBeds', s.free_beds,
    'diversions', s.diversions, 'at', s.at, 'until', s.until, 'setBy', coalesce(u.display_name, '')
  ) end as status
from facility f
join region r on r.id = f.region_id
left join lateral (
  select * from facility_profile where facility_id = f.id order by version desc limit 1
) p on true
left join lateral (
  select * from facility_status where facility_id = f.id order by version desc limit 1
) s on true
left join user_account u on u.id = s.by
where
  case
    when $1::uuid[] is not null then f.id = any ($1::uuid[])
    when $4::text is not null then (r.id = $4::text or not r.is_training)
      and r.map_id = (select map_id from region where id = $4::text)
    else f.region_id = $2::text
  end
  and f.removed_at is null
  and ($3::uuid is null or exists (select from facility_member m where m.facility_id = f.id and m.user_id = $3::uuid))
order by f.name, f.id
