select 1
from user_role r
join region g on g.id = r.region_id
where r.user_id = $1::uuid and g.settings -> 'totpRoles' ? r.role
limit 1
