insert into device (id, region_id, vehicle_id, protocol, external_id, secret_hash)
values ($1::uuid, $2::text, $3::uuid, 'osmand', $4::text, $5::bytea)
on conflict (external_id) do update set secret_hash = excluded.secret_hash, vehicle_id = excluded.vehicle_id
