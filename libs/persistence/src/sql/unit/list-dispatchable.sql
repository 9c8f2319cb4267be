select
  u.id as "unitId", u.call_sign as "callSign", u.capabilities, u.duty_state as "dutyState",
  a.status as "assignmentStatus",
  case when s.id is null then null else array[st_x(s.geom), st_y(s.geom)] end as "stationCoordinates"
from unit u
left join assignment a on a.unit_id = u.id and a.is_active
left join station s on s.id = u.station_id
where u.region_id = $1::text
order by u.call_sign
