select u.id
from user_account u
join user_role r on r.user_id = u.id and r.region_id = $1::text and r.role = 'crew'
where u.id = any ($2::uuid[]) and u.disabled_at is null
