-- Only what was decided within the last $3 seconds, and of those that serve the incident now: a unit sent since overrules it.
select (d.incidents -> $2::text) - 'servedBy' as joint
from joint_decision d
where
  d.region_id = coalesce($1::text, (select i.region_id from incident i where i.id = $2::uuid))
  and d.incidents ? $2::text and d.decided_at > now() - make_interval(secs => $3::float8)
  and not exists (
    select 1
    from serving_unit n
    where
      n.incident_id = $2::uuid
      and not coalesce(d.incidents -> $2::text -> 'servedBy', '[]') ? n.assignment_id::text
  )
