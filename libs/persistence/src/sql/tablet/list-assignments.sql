-- Those that have not ended and those that ended lately; the active one first, then the reserved ones.
select
  a.id, a.status, a.created_at as "createdAt", a.ended_at as "endedAt", a.incident_id as "incidentId",
  i.region_id as "regionId", i.number, i.category, i.priority::int as priority, i.created_at as "incidentCreatedAt",
  st_x(i.geom) as lon, st_y(i.geom) as lat, d.address_text as "addressText", d.notes,
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'status', p.status, 'at', coalesce(p.pressed_at, p.geofenced_at)
    ) order by coalesce(p.pressed_at, p.geofenced_at), p.recorded_at), '[]')
    from assignment_step p
    where p.assignment_id = a.id and p.pressed_at is not null
  ) as steps,
  case when f.id is null then null else jsonb_build_object(
    'facilityId', f.id, 'name', f.name, 'coordinates', jsonb_build_array(st_x(f.geom), st_y(f.geom))
  ) end as destination,
  (
    select cd.caller_phone
    from call c
    join call_detail cd on cd.call_id = c.id and cd.version = c.version
    where c.incident_id = i.id and cd.caller_phone <> ''
    order by c.received_at desc
    limit 1
  ) as "callbackPhone",
  (
    select coalesce(jsonb_agg(jsonb_build_object(
      'unitId', o.unit_id, 'callSign', n.call_sign, 'capabilities', n.capabilities, 'status', o.status, 'arrivesAt', null
    ) order by n.call_sign), '[]')
    from assignment o
    join unit n on n.id = o.unit_id
    where o.incident_id = i.id and o.unit_id <> a.unit_id and o.is_active
  ) as "alsoGoing"
from assignment a
join incident i on i.id = a.incident_id
join incident_detail d on d.incident_id = i.id and d.version = i.version
left join facility f on f.id = a.destination_facility_id
where a.unit_id = $1::uuid and (a.ended_at is null or a.ended_at > $2::timestamptz)
order by a.is_active desc, a.ended_at is not null, a.created_at
limit 20
