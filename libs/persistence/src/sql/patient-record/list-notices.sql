select assignment_id as "assignmentId", notice
from patient_record
where assignment_id = any ($1::uuid[]) and notice is not null
order by begun_at, id
limit 500
