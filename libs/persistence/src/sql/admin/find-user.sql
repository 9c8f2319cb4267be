-- One user as seen from a region ($2), whether or not a role is held there.
select
  a.id, $2::text as "regionId", a.version,
  jsonb_build_object(
    'email', a.email, 'displayName', a.display_name, 'language', a.language,
    'roles', (select coalesce(jsonb_agg(r.role order by r.role), '[]') from user_role r where r.user_id = a.id and r.region_id = $2::text),
    'facilityIds', (
      select coalesce(jsonb_agg(m.facility_id order by m.facility_id), '[]') from facility_member m
      join facility f on f.id = m.facility_id
      where m.user_id = a.id and f.region_id = $2::text and f.removed_at is null
    ),
    'isDisabled', a.disabled_at is not null
  ) as fields,
  (select coalesce(array_agg(distinct r.region_id), '{}') from user_role r where r.user_id = a.id) as "regionIds",
  (select coalesce(array_agg(r.region_id), '{}') from user_role r where r.user_id = a.id and r.role = 'admin') as "adminOf"
from user_account a
where a.id = $1::uuid
for no key update
