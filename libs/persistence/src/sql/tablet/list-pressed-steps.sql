select status, extract(epoch from pressed_at)::float8 * 1000 as "pressedAtMs"
from assignment_step
where assignment_id = $1::uuid and pressed_at is not null
