select id, display_name as "displayName"
from user_account
where id = any ($1::uuid[])
