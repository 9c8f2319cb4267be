-- Asked after the assignment is locked: a statement that waits for a lock still sees other tables as they were before it waited.
-- A step that only the positions tell of is not reported yet.
select status
from assignment_step
where assignment_id = $1::uuid and pressed_at is not null
