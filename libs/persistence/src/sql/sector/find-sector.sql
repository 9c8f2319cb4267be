select
  s.id, s.region_id as "regionId", s.name, s.version,
  (select h.user_id from sector_hold h where h.sector_id = s.id and h.until_at is null) as "holderId"
from sector s
where s.id = $1::uuid and s.removed_at is null
