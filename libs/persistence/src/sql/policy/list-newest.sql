-- The newest version of each policy of a region; of one kind and category when given ($2, $3).
select distinct on (p.kind, p.category)
  p.kind, p.category, p.version, p.content, p.note, p.created_at as "createdAt", u.display_name as "createdByName"
from policy_version p
left join user_account u on u.id = p.created_by
where p.region_id = $1::text and ($2::text is null or (p.kind = $2::text and p.category = $3::text))
order by p.kind, p.category, p.version desc
