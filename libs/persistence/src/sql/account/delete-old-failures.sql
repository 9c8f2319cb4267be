-- The longest delay after failures is a minute; a day leaves time to look into an attack.
delete from login_failure
where last_at < now() - interval '1 day'
