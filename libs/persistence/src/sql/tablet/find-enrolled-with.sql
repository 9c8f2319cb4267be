-- The device that the code has become, if it holds this very key.
select d.id
from device_enrolment e
join device d on d.id = e.device_id
where e.code_hash = $1::bytea and d.public_key = $2::jsonb
