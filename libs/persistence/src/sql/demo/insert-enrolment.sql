-- For the vehicle that the unit runs with, in the name of an administrator of the region.
insert into device_enrolment (code_hash, region_id, vehicle_id, name, created_at, created_by, expires_at)
select $1::bytea, $2::text, b.vehicle_id, $4::text, $5::timestamptz, r.user_id, $6::timestamptz
from unit_vehicle_binding b, user_role r
where b.unit_id = $3::uuid and b.bound @> now() and r.region_id = $2::text and r.role = 'admin'
limit 1
