insert into incident_number (region_id, last_number)
values ($1::text, 1)
on conflict (region_id) do update set last_number = incident_number.last_number + 1
returning last_number as number
