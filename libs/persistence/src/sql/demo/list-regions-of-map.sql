select r.id, r.is_training as "isTraining"
from region r
where r.map_id = (select map_id from region where id = $1::text)
order by r.is_training, r.id
