select id, into_id as "intoId", undone_at as "undoneAt"
from incident_join
where incident_id = $1::uuid
order by undone_at is null desc, joined_at desc, id desc
limit 1
