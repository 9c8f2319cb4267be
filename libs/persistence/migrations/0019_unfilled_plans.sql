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
