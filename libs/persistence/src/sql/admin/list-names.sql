-- What rows of a file may name, of a region.
select 'station' as kind, name, id from station where region_id = $1::text
union all
select 'unit', call_sign, id from unit where region_id = $1::text and retired_at is null
union all
select 'facility', name, id from facility where region_id = $1::text and removed_at is null
union all
select 'crew', lower(a.email), a.id
from user_role r join user_account a on a.id = r.user_id and a.disabled_at is null
where r.region_id = $1::text and r.role = 'crew'
