-- Units that are on an incident or have been there: those that may fill slots of its plan. One that is off duty, or out of
-- service with its vehicle, fills none until it is done.
create view serving_unit as
select
  a.incident_id, a.id as assignment_id, a.unit_id, a.created_at as sent_at, u.capabilities,
  a.status not in ('notified', 'delivered', 'acknowledged', 'enRoute', 'staged') as is_there,
  a.status in ('leftScene', 'atDestination', 'handedOver', 'available') as has_left,
  a.is_active and (
    u.duty_state in ('offDuty', 'outOfService')
    or exists (
      select 1
      from unit_vehicle_binding b
      join vehicle v on v.id = b.vehicle_id
      where b.unit_id = u.id and b.bound @> now() and v.out_of_service_at <= now()
    )
  ) as is_out
from assignment a
join unit u on u.id = a.unit_id
where a.is_active or a.status = 'available';
grant select on serving_unit to akut_app;

-- A unit for what a plan lacks beside those sent before.
alter table proposal drop constraint proposal_kind_check;
alter table proposal
  add constraint proposal_kind_check check (kind in ('sendJointly', 'exchange', 'diversion', 'fillPlan'));

-- What an assignment was made from, when it was an accepted proposal: the version that was on the screen.
alter table assignment
  add column proposal_id uuid,
  add column proposal_version int,
  add constraint assignment_proposal_fkey
    foreign key (proposal_id, proposal_version) references proposal_version (proposal_id, version),
  add constraint assignment_proposal_whole check (num_nonnulls(proposal_id, proposal_version) in (0, 2));
create index assignment_proposal on assignment (proposal_id, proposal_version) where proposal_id is not null;

-- The decision log grows by what was shown and by each version of a proposal. What no assignment was made from is forgotten
-- after `keep_days`, at least a week; what one was made from stays as long as the assignment. At most `most` rows of a kind in
-- one go. A function, so that the application itself can't delete from the log.
create index recommendation_age on recommendation (at);
create index proposal_version_age on proposal_version (made_at);
create function forget_old_decisions (keep_days int, most int)
returns table (recommendations int, versions int, proposals int)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  oldest timestamptz := now() - make_interval(days => greatest(keep_days, 7));
begin
  delete from recommendation r
  where r.id in (
    select o.id
    from recommendation o
    where o.at < oldest and not exists (select 1 from assignment a where a.recommendation_id = o.id)
    order by o.at
    limit most
  );
  get diagnostics recommendations = row_count;
  delete from proposal_version v
  where (v.proposal_id, v.version) in (
    select o.proposal_id, o.version
    from proposal_version o
    join proposal p on p.id = o.proposal_id
    where
      o.made_at < oldest and (p.state <> 'open' or o.version < p.version)
      and not exists (
        select 1 from assignment a where a.proposal_id = o.proposal_id and a.proposal_version = o.version
      )
    order by o.made_at
    limit most
  );
  get diagnostics versions = row_count;
  delete from proposal p
  where p.id in (
    select o.id
    from proposal o
    where
      o.settled_at < oldest and o.state <> 'open'
      and not exists (select 1 from proposal_version v where v.proposal_id = o.id)
    limit most
  );
  get diagnostics proposals = row_count;
  return next;
end $$;
revoke all on function forget_old_decisions (int, int) from public;
grant execute on function forget_old_decisions (int, int) to akut_app;
