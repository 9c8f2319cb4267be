-- Active assignments with what a geofence needs. `told`: the steps whose geofenced time is known.
select
  a.id as "assignmentId",
  a.unit_id as "unitId",
  coalesce(n.pressed_at, a.created_at) as "fromAt",
  case when i.geom is null then null else array[st_x(i.geom), st_y(i.geom)] end as scene,
  case when f.geom is null then null else array[st_x(f.geom), st_y(f.geom)] end as destination,
  l.pressed_at as "pressedLeftSceneAt",
  array(
    select g.status
    from assignment_step g
    where g.assignment_id = a.id and g.geofenced_at is not null
  ) as told
from assignment a
join incident i on i.id = a.incident_id
left join facility f on f.id = a.destination_facility_id
left join assignment_step n on n.assignment_id = a.id and n.status = 'notified'
left join assignment_step l on l.assignment_id = a.id and l.status = 'leftScene'
where a.is_active
