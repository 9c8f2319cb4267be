select crew_shift_id as "shiftId"
from tablet_sign_on
where id = $1::uuid
