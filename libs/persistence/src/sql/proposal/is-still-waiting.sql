-- Asked after the incident is locked.
select 1
from incident i
where
  i.id = $1::uuid and i.state = 'open'
  and not exists (select 1 from assignment a where a.incident_id = i.id and a.is_active)
