select settings ->> 'controlRoomPhone' as phone
from region
where id = $1::text
