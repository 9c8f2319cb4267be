alter table assignment
  -- Free text, so it is in no view and no journal row.
  add column override_reason text,
  -- Place of the unit in the recommendation; null when it was rejected there or none was used.
  add column recommended_rank int check (recommended_rank >= 1),
  -- The assignment that this one came from, by diverting its unit or by handing its incident over.
  add column follows_id uuid references assignment (id),
  add column end_cause text check (end_cause in ('cancelled', 'diverted', 'takenOver'));
update assignment set end_cause = status where status in ('cancelled', 'diverted');
-- An assignment ends once, so one at most follows it.
create unique index assignment_follows on assignment (follows_id) where follows_id is not null;
create index assignment_reserved on assignment (unit_id, created_at) where status = 'reserved';
