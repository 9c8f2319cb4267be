insert into odometer_reading (id, vehicle_id, sign_on_id, at, km)
values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::numeric)
