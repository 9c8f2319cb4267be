-- Ids older than a day are refused before the log is read, so older rows serve nobody.
delete from command_log
where at < now() - interval '2 days'
