-- Two copies of one command wait for each other; the second then finds the first's answer.
select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))
