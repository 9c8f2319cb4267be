select pg_advisory_xact_lock(hashtextextended('reports of ' || $1::text, 0))
