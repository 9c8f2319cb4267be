-- By id ($1) as their own region, or the one in $2, sees them; or all of a region ($2) with those of neighbours that work for
-- it. The board status is added by the caller from duty and assignment.
select
  jsonb_build_object(
    'id', u.id,
    'regionId', u.region_id,
    'callSign', u.call_sign,
    'frameKey', u.frame_key,
    'capabilities', u.capabilities,
    'station', case when s.id is null then null else jsonb_build_object(
      'id', s.id, 'name', s.name, 'coordinates', jsonb_build_array(st_x(s.geom), st_y(s.geom))
    ) end,
    'duty', jsonb_build_object(
      'state', u.duty_state, 'reason', u.duty_reason,
      'expectedEndAt', u.duty_expected_end_at, 'sinceAt', u.duty_since_at
    ),
    'statusSinceAt', greatest(u.duty_since_at, coalesce(a.status_since_at, ended.ended_at)),
    'assignment', case when a.id is null then null else jsonb_build_object(
      'id', a.id, 'incidentId', a.incident_id, 'incidentNumber', i.number, 'status', a.status,
      'destinationFacilityId', a.destination_facility_id, 'destinationName', f.name,
      'elsewhere', case when a.region_id <> coalesce($2::text, u.region_id) then jsonb_build_object(
        'regionId', a.region_id, 'regionName', ar.name,
        'coordinates', case when i.geom is null then null else jsonb_build_array(st_x(i.geom), st_y(i.geom)) end
      ) end
    ) end,
    'reservedAssignments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', r.id, 'incidentId', r.incident_id, 'incidentNumber', ri.number, 'priority', ri.priority,
        'createdAt', r.created_at, 'regionId', r.region_id
      ) order by r.created_at, r.id), '[]')
      from assignment r
      join incident ri on ri.id = r.incident_id
      where r.unit_id = u.id and r.status = 'reserved'
    ),
    'sectorId', sector_at(u.region_id, coalesce(s.geom, st_setsrid(st_makepoint(p.lon, p.lat), 4326))),
    'vehicle', case when v.id is null then null else jsonb_build_object('id', v.id, 'plate', v.plate) end,
    'position', case when p.unit_id is null then null else jsonb_build_object(
      'coordinates', jsonb_build_array(p.lon, p.lat), 'deviceAt', p.device_at, 'receivedAt', p.received_at,
      'speedKmh', p.speed_kmh, 'headingDegrees', p.heading_degrees
    ) end
  ) || case
    when exists (select from tablet_sign_on t where t.unit_id = u.id and t.ended_at is null)
    then jsonb_build_object('isCrewAtTablet', true)
    else '{}'
  end as view
from unit u
left join station s on s.id = u.station_id
left join assignment a on a.unit_id = u.id and a.is_active
left join incident i on i.id = a.incident_id
left join region ar on ar.id = a.region_id
left join facility f on f.id = a.destination_facility_id
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join vehicle v on v.id = b.vehicle_id
left join unit_position p on p.unit_id = u.id
left join lateral (
  select max(e.ended_at) as ended_at from assignment e where e.unit_id = u.id and e.ended_at > u.duty_since_at
) ended on true
where case
  when $1::uuid[] is not null then u.id = any ($1::uuid[])
  else
    u.region_id = $2::text and u.retired_at is null
    or u.id in (select h.unit_id from assignment h where h.region_id = $2::text and h.ended_at is null)
end
order by u.call_sign
