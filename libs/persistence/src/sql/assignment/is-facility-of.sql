select 1
from facility
where id = $1::uuid and region_id = $2::text and removed_at is null
