-- Shared locks of foreign keys pass; two editors of the holidays wait for each other.
select pg_advisory_xact_lock(hashtextextended('publicHolidays:' || $1::text, 0))
