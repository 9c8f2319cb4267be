-- One process at a time makes the cells of a region; the others go on with what there is.
select pg_try_advisory_xact_lock(hashtext('coverage_demand'), hashtext($1::text)) as "isOurs"
