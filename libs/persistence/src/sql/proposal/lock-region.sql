-- One at a time brings a region's proposals level; whoever comes second leaves it to the first.
select pg_try_advisory_xact_lock(hashtext('proposals'), hashtext($1::text)) as "isFirst"
