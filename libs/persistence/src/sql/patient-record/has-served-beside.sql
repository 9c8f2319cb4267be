-- Was a crew signed on with this device ($1) while its unit was on the incident ($2)?
select 1
from tablet_sign_on s
join assignment o on o.unit_id = s.unit_id and o.incident_id = $2::uuid
where
  s.device_id = $1::uuid
  and s.started_at <= coalesce(o.ended_at, 'infinity') and coalesce(s.ended_at, 'infinity') >= o.created_at
limit 1
