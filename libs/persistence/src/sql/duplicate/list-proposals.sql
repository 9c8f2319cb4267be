-- By id ($1), or those of a region ($2) that nobody has decided: not dismissed, both incidents open, both calls still alone.
with chosen as (
  select id from duplicate_proposal where id = any ($1::uuid[])
  union all
  select p.id
  from duplicate_proposal p
  left join incident i on i.id = p.incident_id
  left join incident l on l.id = p.likely_incident_id
  left join call c on c.id = p.call_id
  left join call k on k.id = p.likely_call_id
  where
    $1::uuid[] is null and p.region_id = $2::text and p.dismissed_at is null
    and p.proposed_at > now() - interval '1 day'
    and coalesce(i.state, 'open') = 'open' and coalesce(l.state, 'open') = 'open'
    and c.incident_id is null and k.incident_id is null
)
select
  p.id, p.region_id as "regionId", p.incident_id as "incidentId", p.call_id as "callId",
  p.likely_incident_id as "likelyIncidentId", p.likely_call_id as "likelyCallId", p.score::float8, p.reasons,
  p.proposed_at as "proposedAt", p.dismissed_at as "dismissedAt", u.display_name as "dismissedByName"
from chosen h
join duplicate_proposal p on p.id = h.id
left join user_account u on u.id = p.dismissed_by
order by p.proposed_at desc, p.score desc, p.id
limit 500
