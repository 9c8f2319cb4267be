insert into public_holiday (region_id, day)
select $1::text, day
from unnest($2::date[]) day
on conflict do nothing
