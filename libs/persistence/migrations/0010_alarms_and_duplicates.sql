-- Limits of a region's timers; every version is kept. A region without a row keeps to the product's own.
create table timer_settings (
  region_id text not null references region (id),
  version int not null check (version > 0),
  limits jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid not null references user_account (id),
  primary key (region_id, version)
);

-- Timers have no rows: which run follows from assignments and incidents, so none can be lost or left over. What has been
-- raised is kept here. The key is what lets each be raised once, whichever and however many processes look.
create table alarm (
  id uuid primary key,
  region_id text not null references region (id),
  kind text not null,
  -- The assignment, or the incident that waits for its first unit.
  subject_id uuid not null,
  -- Tells one waiting period of an incident from the next.
  occasion text not null,
  incident_id uuid not null references incident (id),
  assignment_id uuid references assignment (id),
  unit_id uuid references unit (id),
  since_at timestamptz not null,
  limit_seconds int not null,
  raised_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid references user_account (id),
  cleared_at timestamptz,
  cleared_because text,
  unique (subject_id, kind, occasion)
);
create index alarm_open on alarm (region_id) where cleared_at is null;
create index alarm_incident on alarm (incident_id);

-- An incident that was closed as the same event as another one. Undone joins stay as history.
create table incident_join (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  into_id uuid not null references incident (id) check (into_id <> incident_id),
  joined_at timestamptz not null,
  joined_by uuid not null references user_account (id),
  undone_at timestamptz,
  undone_by uuid references user_account (id)
);
create unique index incident_join_one_at_a_time on incident_join (incident_id) where undone_at is null;
create index incident_join_into on incident_join (into_id) where undone_at is null;
create index incident_join_history on incident_join (incident_id, joined_at);

-- A later report (incident or call) that is likely the same event as an earlier one. Reasons are numbers and keys, no words.
create table duplicate_proposal (
  id uuid primary key,
  region_id text not null references region (id),
  incident_id uuid references incident (id),
  call_id uuid references call (id),
  likely_incident_id uuid references incident (id),
  likely_call_id uuid references call (id),
  score real not null,
  reasons jsonb not null,
  proposed_at timestamptz not null,
  dismissed_at timestamptz,
  dismissed_by uuid references user_account (id),
  check (num_nonnulls(incident_id, call_id) = 1),
  check (num_nonnulls(likely_incident_id, likely_call_id) = 1)
);
create index duplicate_proposal_pending on duplicate_proposal (region_id, proposed_at) where dismissed_at is null;
create index duplicate_proposal_incident on duplicate_proposal (incident_id);
create index duplicate_proposal_likely on duplicate_proposal (likely_incident_id);
create index duplicate_proposal_call on duplicate_proposal (call_id);

-- What is looked through for each new report.
create index incident_open_place on incident using gist (geom) where state = 'open';
create index call_alone on call (region_id, received_at) where incident_id is null;

grant select, insert on timer_settings to akut_app;
grant select, insert, update on alarm, incident_join, duplicate_proposal to akut_app;
