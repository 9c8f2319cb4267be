select id, map_id as "mapId", is_training as "isTraining"
from region
where id = any ($1::text[])
