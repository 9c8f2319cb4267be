select id, map_id as "mapId", is_training as "isTraining"
from region
where id = $1::text
