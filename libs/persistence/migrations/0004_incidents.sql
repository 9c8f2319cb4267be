create table incident_number (
  region_id text primary key references region (id),
  last_number int not null default 0
);

create table incident (
  id uuid primary key,
  region_id text not null references region (id),
  number int not null,
  category text not null,
  priority smallint not null check (priority between 1 and 4),
  state text not null default 'open' check (state in ('open', 'closed')),
  -- Version of the personal details that is valid now.
  version int not null,
  geom geometry (Point, 4326),
  created_at timestamptz not null,
  created_by uuid not null,
  closed_at timestamptz,
  outcome text,
  is_training boolean not null,
  unique (region_id, number)
);
create index incident_open on incident (region_id) where state = 'open';
create index incident_created on incident (region_id, created_at desc);

-- Personal, append-only: who changed the address at 02:13 can be answered, and erasing a person never breaks the journal.
create table incident_detail (
  incident_id uuid not null references incident (id),
  version int not null,
  address_text text not null,
  notes text not null,
  location_source text not null,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (incident_id, version)
);

create table call (
  id uuid primary key,
  region_id text not null references region (id),
  incident_id uuid references incident (id),
  received_at timestamptz not null,
  geom geometry (Point, 4326),
  taken_by uuid not null
);
create index call_incident on call (incident_id);

create table call_detail (
  call_id uuid not null references call (id),
  version int not null,
  caller_name text,
  caller_phone text,
  words text,
  address_text text,
  written_at timestamptz not null,
  written_by uuid not null,
  primary key (call_id, version)
);

create table remark (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  at timestamptz not null,
  author_id uuid not null,
  text text not null
);
create index remark_incident on remark (incident_id, at);

-- Positions, statuses and the like that a recommendation was made of; nothing personal.
create table recommendation (
  id uuid primary key,
  region_id text not null references region (id),
  incident_id uuid not null references incident (id),
  at timestamptz not null,
  asked_by uuid not null,
  -- json, not jsonb: written on the way to the dispatcher, read rarely, and kept to the letter.
  inputs json compression lz4 not null,
  answer json compression lz4 not null
);
create index recommendation_incident on recommendation (incident_id, at);

create table assignment (
  id uuid primary key,
  region_id text not null references region (id),
  incident_id uuid not null references incident (id),
  unit_id uuid not null references unit (id),
  status text not null,
  destination_facility_id uuid references facility (id),
  recommendation_id uuid references recommendation (id),
  created_at timestamptz not null,
  created_by uuid not null,
  status_since_at timestamptz not null,
  ended_at timestamptz,
  cancel_reason text,
  -- The states that commit the unit; the same set as isActive() of the domain (a test compares them).
  is_active boolean generated always as (
    status not in ('reserved', 'available', 'cancelled', 'diverted')
  ) stored
);
-- A check before the insert double-assigned 399 of 400 units in a race; this index, none.
create unique index assignment_one_active_per_unit on assignment (unit_id) where is_active;
create index assignment_incident on assignment (incident_id);
create index assignment_unit on assignment (unit_id, ended_at);
create index assignment_open on assignment (region_id) where ended_at is null;

create table assignment_step (
  assignment_id uuid not null references assignment (id),
  status text not null,
  pressed_at timestamptz,
  geofenced_at timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  device_id uuid,
  outbox_epoch uuid,
  device_seq bigint,
  primary key (assignment_id, status)
);

create table journal (
  region_id text not null references region (id),
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  actor_kind text not null,
  kind text not null,
  subject_type text not null,
  subject_id text not null,
  -- Canonical text; the hash covers these bytes, never re-rendered jsonb.
  payload text not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (region_id, seq)
);
create index journal_subject on journal (subject_id);

create table command_log (
  command_id uuid primary key,
  actor_id uuid not null,
  body_hash bytea not null,
  result jsonb not null,
  at timestamptz not null default now()
);
create index command_log_at on command_log (at);

-- Every view of personal data of an incident, a call or a patient.
create table access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id uuid not null,
  region_id text not null,
  subject_type text not null,
  subject_id uuid not null,
  action text not null
);

create function forbid_change () returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed or removed', tg_table_name;
end $$;
create trigger journal_is_append_only before update or delete or truncate on journal
for each statement execute function forbid_change ();

grant select, insert on journal, incident_detail, call_detail, remark, recommendation, access_log to akut_app;
grant select, insert, update on incident_number, incident, call, assignment, assignment_step to akut_app;
grant select, insert, delete on command_log to akut_app;
grant usage on all sequences in schema public to akut_app;
