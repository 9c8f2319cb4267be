-- Calls of an incident and of those joined to it, as they are known now.
with recursive member as (
  select $1::uuid as id
  union all
  select j.incident_id
  from member m
  join incident_join j on j.into_id = m.id and j.undone_at is null
)
select
  c.received_at as "receivedAt", u.display_name as "takenByName", d.caller_name as "callerName",
  d.caller_phone as "callerPhone", d.words, d.address_text as "addressText"
from member m
join call c on c.incident_id = m.id
left join user_account u on u.id = c.taken_by
left join lateral (
  select * from call_detail v where v.call_id = c.id order by v.version desc limit 1
) d on true
order by c.received_at, c.id
