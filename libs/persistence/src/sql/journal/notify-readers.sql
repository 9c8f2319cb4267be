select pg_notify($1::text, region_id)
from unnest($2::text[]) as region_id
