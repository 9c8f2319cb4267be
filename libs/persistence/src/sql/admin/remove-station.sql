delete from station where id = $1::uuid
