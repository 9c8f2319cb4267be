select
  u.id, u.email, u.display_name as "displayName", u.language,
  coalesce(
    (select jsonb_agg(jsonb_build_object('regionId', r.region_id, 'role', r.role) order by g.is_training, r.region_id, r.role)
     from user_role r join region g on g.id = r.region_id where r.user_id = u.id),
    '[]'
  ) as roles
from user_account u
where u.id = $1::uuid and u.disabled_at is null
