insert into user_recovery_code (user_id, code_hash)
select $1::uuid, unnest($2::bytea[])
