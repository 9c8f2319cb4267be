-- By id ($1); or of a region ($2) or a unit ($3), newest first, at most $4; or those of a region that nobody has read ($5).
select
  m.id, m.region_id as "regionId", m.unit_id as "unitId", u.call_sign as "callSign", m.is_from_unit as "isFromUnit",
  a.display_name as "authorName", m.incident_id as "incidentId", m.at, m.read_at as "readAt",
  case when $6::boolean then t.text end as text
from unit_message m
join unit u on u.id = m.unit_id
join unit_message_text t on t.message_id = m.id
left join user_account a on a.id = m.author_id
where
  case
    when $1::uuid[] is not null then m.id = any ($1::uuid[])
    else
      ($2::text is null or m.region_id = $2::text) and ($3::uuid is null or m.unit_id = $3::uuid)
      and (not $5::boolean or (m.read_at is null and m.is_from_unit))
  end
order by m.at desc, m.id desc
limit $4::int
