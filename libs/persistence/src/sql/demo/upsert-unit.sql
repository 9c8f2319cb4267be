insert into unit (id, region_id, call_sign, capabilities, station_id)
values ($1::uuid, $2::text, $3::text, $4::text[], $5::uuid)
on conflict (region_id, call_sign) do update
set capabilities = excluded.capabilities, station_id = excluded.station_id
returning id
