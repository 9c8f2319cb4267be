select count(*)::int as count
from user_role r
join user_account a on a.id = r.user_id and a.disabled_at is null
where r.region_id = $1::text and r.role = 'admin' and r.user_id <> $2::uuid
