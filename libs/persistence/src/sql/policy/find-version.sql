select
  p.kind, p.category, p.version, p.content, p.note, p.created_at as "createdAt", u.display_name as "createdByName"
from policy_version p
left join user_account u on u.id = p.created_by
where p.region_id = $1::text and p.kind = $2::text and p.category = $3::text and p.version = $4::int
