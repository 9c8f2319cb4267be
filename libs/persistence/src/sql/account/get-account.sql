select
  u.id, u.email, u.display_name as "displayName", u.language, u.preferences,
  coalesce(
    (select jsonb_agg(jsonb_build_object('regionId', r.region_id, 'role', r.role) order by g.is_training, r.region_id, r.role)
     from user_role r join region g on g.id = r.region_id where r.user_id = u.id),
    '[]'
  ) as roles,
  array_remove(array[
    case when u.initial_password_until is not null then 'changePassword' end,
    case when exists (
      select from user_role r join region g on g.id = r.region_id
      where r.user_id = u.id and g.settings -> 'totpRoles' ? r.role
    ) and not exists (select from user_totp t where t.user_id = u.id and t.confirmed_at is not null) then 'enrolTotp' end
  ], null) as "nextSteps"
from user_account u
where u.id = $1::uuid and u.disabled_at is null
