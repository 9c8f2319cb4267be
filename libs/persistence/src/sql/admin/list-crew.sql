select a.id, a.display_name as "displayName", a.email
from user_role r
join user_account a on a.id = r.user_id and a.disabled_at is null
where r.region_id = $1::text and r.role = 'crew'
order by a.display_name, a.id
