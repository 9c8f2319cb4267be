delete from login_failure
where key_hash = $1::bytea
