-- Better uses of units, as decided from all waiting incidents together. Ids, figures and keys of sentences; nothing personal.
create table proposal (
  id uuid primary key,
  region_id text not null references region (id),
  kind text not null check (kind in ('sendJointly', 'exchange', 'diversion')),
  -- What it is about; one is open for it at a time, and dismissing silences it.
  subject text not null,
  version int not null check (version > 0),
  state text not null check (state in ('open', 'accepted', 'dismissed', 'withdrawn')),
  sends jsonb not null,
  releases jsonb not null,
  because jsonb not null,
  saved_weighted_seconds int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references user_account (id),
  check ((state = 'open') = (settled_at is null))
);
-- Whichever and however many processes decide: one open proposal for one subject.
create unique index proposal_one_open on proposal (region_id, kind, subject) where state = 'open';
create index proposal_newest on proposal (region_id, updated_at desc);
create index proposal_dismissed on proposal (region_id, settled_at) where state = 'dismissed';

-- Each version as it was shown, with all that it was made of, so that it can be made again.
create table proposal_version (
  proposal_id uuid not null references proposal (id),
  version int not null,
  made_at timestamptz not null,
  code_version int not null,
  inputs json compression lz4 not null,
  answer json compression lz4 not null,
  primary key (proposal_id, version)
);

-- Who decides for a region just now, and how its last joint decision went; any process answers from it.
create table joint_decision (
  region_id text primary key references region (id),
  holder uuid not null,
  held_until timestamptz not null,
  decided_at timestamptz,
  waiting_incidents int not null default 0,
  considered_incidents int not null default 0,
  units int not null default 0,
  compute_milliseconds real not null default 0,
  -- What is said of each incident that waited, by its id.
  incidents jsonb not null default '{}'
);

grant select, insert, update on proposal, joint_decision to akut_app;
grant select, insert on proposal_version to akut_app;
