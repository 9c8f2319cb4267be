-- Response plans, standards and triage questions. A row is one version and stays as it was saved; a region without rows
-- goes by its country's preset, which is version 0.
create table policy_version (
  region_id text not null references region (id),
  kind text not null check (kind in ('responsePlan', 'standards', 'triageTree')),
  -- The category that a triage tree asks about; empty for the other kinds.
  category text not null default '',
  -- Two editors who started from the same version both want this number, and only one gets it.
  version int not null check (version > 0),
  content jsonb not null,
  note text not null,
  created_at timestamptz not null,
  created_by uuid not null,
  primary key (region_id, kind, category, version),
  check ((kind = 'triageTree') = (category <> ''))
);
create trigger policy_version_is_append_only before update or delete or truncate on policy_version
for each statement execute function forbid_change ();

-- What the patient needs beside the category. No personal data: it travels with the incident into plans and figures.
alter table incident add column needs text[] not null default '{}';

-- Personal, append-only: what was answered, and why a dispatcher decided otherwise. Changed answers are a new version.
create table incident_triage (
  incident_id uuid not null references incident (id),
  version int not null check (version > 0),
  tree_category text not null,
  tree_version int not null,
  answers jsonb not null,
  -- What the answers gave.
  category text not null,
  priority smallint not null check (priority between 1 and 4),
  needs text[] not null,
  override_category text,
  override_priority smallint check (override_priority between 1 and 4),
  override_reason text,
  at timestamptz not null,
  by uuid not null,
  primary key (incident_id, version),
  check (num_nulls(override_category, override_priority, override_reason) in (0, 3))
);

grant select, insert on policy_version, incident_triage to akut_app;
