-- Rows about an incident and what belongs to it, by their subject; and, while it was open and an hour on, those that name
-- it, such as calls that were linked to it and taken away again.
with it as (
  select id, region_id, created_at, coalesce(closed_at, now()) + interval '1 hour' as until_at
  from incident
  where id = $1::uuid
), about (id) as (
  select id::text from it
  union all select a.id::text from assignment a where a.incident_id = $1::uuid
  union all select c.id::text from call c where c.incident_id = $1::uuid
  union all select r.id::text from remark r where r.incident_id = $1::uuid
  union all select l.id::text from alarm l where l.incident_id = $1::uuid
  union all select d.id::text from duplicate_proposal d where $1::uuid in (d.incident_id, d.likely_incident_id)
), found as (
  select j.seq
  from about
  join it on true
  join journal j on j.subject_id = about.id and j.region_id = it.region_id
  union
  select j.seq
  from it
  join journal j on j.region_id = it.region_id and j.at >= it.created_at and j.at <= it.until_at
  where j.payload like '%' || $1::uuid::text || '%'
)
select
  j.seq::int, j.at, j.kind, j.subject_type as "subjectType", j.subject_id as "subjectId", j.payload,
  coalesce(u.display_name, case when j.actor_kind <> 'system' then '?' end) as "actorName"
from found f
join it on true
join journal j on j.region_id = it.region_id and j.seq = f.seq
left join user_account u on u.id = j.actor_id
order by j.seq
