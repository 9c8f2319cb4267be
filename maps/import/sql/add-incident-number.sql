insert into incident_number (region_id) values ($1::text) on conflict do nothing
