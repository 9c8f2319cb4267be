insert into command_log (command_id, actor_id, body_hash, result, at)
values ($1::uuid, $2::uuid, decode($3::text, 'hex'), $4::jsonb, $5::timestamptz)
