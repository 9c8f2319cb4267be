-- Units of some regions on one map, with what commits them at a moment: $1 regions, $2 map, $3 the moment.
with held as (
  select distinct on (a.unit_id) a.unit_id, a.id, a.incident_id, i.number
  from assignment a
  join incident i on i.id = a.incident_id
  where a.status = 'reserved' and a.ended_at is null
  order by a.unit_id, a.created_at
),
-- What open proposals would send at once; somebody is coming already where they exchange or complete.
promised as (
  select distinct on (s.unit_id)
    s.unit_id, s.incident_id, s.number, s.priority,
    case when p.kind in ('exchange', 'fillPlan') then least(4, s.priority + 1) else s.priority end as urgency
  from proposal p
  cross join jsonb_to_recordset(p.sends) as send (
    "unitId" uuid, "incidentId" uuid, "incidentNumber" int, priority int, "isNow" boolean
  )
  cross join lateral (
    select send."unitId", send."incidentId", send."incidentNumber", send.priority
  ) as s (unit_id, incident_id, number, priority)
  where p.region_id = any ($1::text[]) and p.state = 'open' and send."isNow"
  order by s.unit_id, urgency, s.incident_id
)
select
  u.id as "unitId", u.region_id as "regionId", u.call_sign as "callSign",
  array_to_string(u.capabilities, ',') as "capabilitiesText",
  u.duty_state as "dutyState", coalesce(a.status_since_at, u.duty_since_at) as "statusSinceAt",
  a.id as "runId", a.incident_id as "runIncidentId", run.number as "runNumber", run.priority as "runPriority",
  a.status as "runStatus", a.region_id as "runRegionId",
  case when a.status = 'staged' then extract(epoch from a.status_since_at - driving.recorded_at)::float8 end as "drivenSeconds",
  held.id as "heldId", held.incident_id as "heldIncidentId", held.number as "heldNumber",
  promised.incident_id as "promisedIncidentId", promised.number as "promisedNumber",
  promised.priority as "promisedPriority", promised.urgency as "promisedUrgency",
  (v.out_of_service_at <= $3::timestamptz) is true as "isVehicleOut",
  shift.starts_at as "shiftStartsAt", shift.ends_at as "shiftEndsAt",
  st_x(s.geom) as "stationLon", st_y(s.geom) as "stationLat"
from unit u
join region r on r.id = u.region_id and r.map_id = $2::int
left join assignment a on a.unit_id = u.id and a.is_active
left join incident run on run.id = a.incident_id
left join assignment_step driving on driving.assignment_id = a.id and driving.status = 'enRoute'
left join held on held.unit_id = u.id
left join promised on promised.unit_id = u.id
left join unit_vehicle_binding vb on vb.unit_id = u.id and vb.bound @> $3::timestamptz
left join vehicle v on v.id = vb.vehicle_id
left join unit_crew_binding cb on cb.unit_id = u.id and cb.bound @> $3::timestamptz
left join crew_shift shift on shift.id = cb.crew_shift_id
left join station s on s.id = u.station_id
where u.region_id = any ($1::text[]) and u.retired_at is null
-- As the ranking orders equals, so that it finds most of them in order.
order by u.call_sign collate "C", u.id
