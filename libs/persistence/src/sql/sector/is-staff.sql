select 1
from user_account u
join user_role r on r.user_id = u.id
where u.id = $1::uuid and u.disabled_at is null and r.region_id = $2::text
  and r.role in ('dispatcher', 'supervisor', 'admin')
limit 1
