select user_id as "userId", pin_hash as "pinHash"
from crew_pin
where user_id = any ($1::uuid[])
