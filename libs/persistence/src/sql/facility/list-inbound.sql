-- Of the facilities of a region ($2) that a user ($1) is a member of. Nothing that says who the patient is or where from; and
-- nobody of an exercise, whose crews practise with the real hospitals' names.
select
  s.id as "assignmentId", f.id as "facilityId", r.map_id as "mapId", st_x(f.geom) as lon, st_y(f.geom) as lat,
  u.id as "unitId", u.call_sign as "callSign", s.status, i.category, i.priority, i.needs
from facility_member m
join facility f on f.id = m.facility_id and f.region_id = $2::text and f.removed_at is null
join region r on r.id = f.region_id
join assignment s on s.destination_facility_id = f.id and s.ended_at is null
join incident i on i.id = s.incident_id and i.is_training = r.is_training
join unit u on u.id = s.unit_id
where m.user_id = $1::uuid and s.status <> 'reserved'
order by i.priority, s.created_at, s.id
limit 500
