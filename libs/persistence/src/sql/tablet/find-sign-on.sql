select
  s.id, s.region_id as "regionId", s.device_id as "deviceId", s.unit_id as "unitId", s.started_at as "startedAt",
  s.shift_ends_at as "shiftEndsAt", s.ended_at as "endedAt",
  array(select m.user_id from tablet_sign_on_member m where m.sign_on_id = s.id order by m.place) as "memberIds"
from tablet_sign_on s
where s.id = $1::uuid
