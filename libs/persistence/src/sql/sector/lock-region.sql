-- Sectors of a region are made one after the other, so that two names or two default sets never cross.
select pg_advisory_xact_lock(hashtext('sectors'), hashtext($1::text))
