select distinct u.id, u.display_name as name
from patient_record_version v
join user_account u on u.id = v.written_by
where v.record_id = $1::uuid
order by u.id
