select 1
from facility_member
where user_id = $1::uuid and facility_id = $2::uuid
