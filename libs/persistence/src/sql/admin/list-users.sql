-- Users with a role in a region ($1); $2 are the regions that the asking administrator keeps.
select
  a.id, $1::text as "regionId", a.version, a.email, a.display_name as "displayName", a.language,
  (select array_agg(r.role order by r.role) from user_role r where r.user_id = a.id and r.region_id = $1::text) as roles,
  coalesce(
    (select array_agg(m.facility_id::text) from facility_member m join facility f on f.id = m.facility_id
     where m.user_id = a.id and f.region_id = $1::text and f.removed_at is null), '{}'
  ) as "facilityIds",
  a.disabled_at is not null as "isDisabled",
  exists (select from user_role r where r.user_id = a.id and not r.region_id = any ($2::text[])) as "isKeptElsewhere",
  exists (select from user_totp t where t.user_id = a.id and t.confirmed_at is not null) as "hasTotp",
  a.initial_password_until as "initialPasswordUntil",
  (select count(*)::int from session s where s.user_id = a.id and s.ended_at is null and s.expires_at > now()) as "openSessions",
  (select max(s.last_used_at) from session s where s.user_id = a.id) as "lastUsedAt"
from user_account a
where exists (select from user_role r where r.user_id = a.id and r.region_id = $1::text)
order by a.disabled_at is not null, a.display_name, a.id
