-- Asked after the assignment is locked: a statement that waits for a lock still sees other tables as they were before it waited.
select status
from assignment_step
where assignment_id = $1::uuid
