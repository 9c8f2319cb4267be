-- The named map, or the first one.
select id, name, version
from map
where version > 0 and ($1::text is null or name = $1::text)
order by id
limit 1
