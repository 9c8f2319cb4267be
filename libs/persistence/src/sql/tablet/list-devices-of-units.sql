-- Tablets that are signed on to one of the units, or to one that works on one of the incidents.
select distinct s.device_id as "deviceId"
from tablet_sign_on s
where
  s.ended_at is null
  and (
    s.unit_id = any ($1::uuid[])
    or exists (
      select 1 from assignment a where a.unit_id = s.unit_id and a.ended_at is null and a.incident_id = any ($2::uuid[])
    )
  )
