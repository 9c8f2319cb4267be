-- Only while the incident still waits: a decision is seconds old at most, and an assignment made since overrules it.
select d.incidents -> $2::text as joint
from joint_decision d
where
  d.region_id = coalesce($1::text, (select i.region_id from incident i where i.id = $2::uuid))
  and d.incidents ? $2::text
  and not exists (
    select 1 from assignment a
    where a.incident_id = $2::uuid and (a.is_active or a.status = 'available')
  )
