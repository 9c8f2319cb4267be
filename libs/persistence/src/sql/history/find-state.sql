select state
from history_state
where region_id = $1::text and seq <= $2::bigint and version = $3::int
order by seq desc
limit 1
