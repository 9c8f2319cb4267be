-- Who changes one kind of record of a region waits for another who does, so that names and shifts are looked at and taken in turn.
select pg_advisory_xact_lock(hashtextextended('records:' || $1::text || ':' || $2::text, 0))
