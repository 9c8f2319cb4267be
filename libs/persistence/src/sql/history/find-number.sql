select number
from incident
where id = $1::uuid
