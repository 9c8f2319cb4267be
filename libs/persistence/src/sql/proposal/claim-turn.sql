-- The turn of deciding for a region: kept by who has it, taken over when it was not renewed. By the database's clock.
insert into joint_decision (region_id, holder, held_until)
values ($1::text, $2::uuid, now() + make_interval(secs => $3::float8))
on conflict (region_id) do update
set holder = excluded.holder, held_until = excluded.held_until
where joint_decision.holder = excluded.holder or joint_decision.held_until < now()
returning region_id
