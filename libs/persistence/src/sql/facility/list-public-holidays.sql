select region_id as "regionId", array_agg(day::text order by day) as dates
from public_holiday
where region_id = any ($1::text[])
group by region_id
