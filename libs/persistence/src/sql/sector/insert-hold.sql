insert into sector_hold (id, sector_id, user_id, since_at) values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz)
