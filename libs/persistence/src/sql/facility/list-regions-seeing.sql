-- Every region whose screens show the facilities of a region ($1): those on its map, and itself alone when it is an exercise.
select seeing.id
from region own
join region seeing on seeing.map_id = own.map_id and (seeing.id = own.id or not own.is_training)
where own.id = $1::text
order by seeing.id
