-- By id ($1), or those of a region ($2) whose cause goes on.
with chosen as (
  select id from alarm where id = any ($1::uuid[])
  union all
  select id from alarm where $1::uuid[] is null and region_id = $2::text and cleared_at is null
)
select
  l.id, l.region_id as "regionId", l.kind, l.incident_id as "incidentId", i.number as "incidentNumber",
  i.priority::int as "incidentPriority", l.assignment_id as "assignmentId", l.unit_id as "unitId",
  n.call_sign as "callSign", case when l.kind = 'refusedByCrew' then a.crew_refusal end as "crewRefusal",
  l.since_at as "sinceAt", l.limit_seconds as "limitSeconds", l.raised_at as "raisedAt",
  l.acknowledged_at as "acknowledgedAt", u.display_name as "acknowledgedByName", l.cleared_at as "clearedAt",
  l.cleared_because as "clearedBecause"
from chosen c
join alarm l on l.id = c.id
join incident i on i.id = l.incident_id
left join assignment a on a.id = l.assignment_id
left join unit n on n.id = l.unit_id
left join user_account u on u.id = l.acknowledged_by
