-- Who may hold a sector of a region ($1), those signed in first.
select
  u.id as "userId", u.display_name as "displayName",
  exists (
    select from session e where e.user_id = u.id and e.ended_at is null and e.expires_at > now()
  ) as "isSignedIn"
from user_account u
where u.disabled_at is null and exists (
  select from user_role r
  where r.user_id = u.id and r.region_id = $1::text and r.role in ('dispatcher', 'supervisor', 'admin')
)
order by "isSignedIn" desc, u.display_name, u.id
