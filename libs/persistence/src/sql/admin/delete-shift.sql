delete from crew_shift where id = $1::uuid
