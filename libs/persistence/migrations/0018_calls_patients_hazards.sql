-- Calls of their own, patients, warnings at addresses, and which version changed which field. Everything personal is in
-- the tables of details: append-only by version, so that erasing a person never breaks the journal.
alter table incident
  -- By field, the version that changed it last; a field that is not there was never changed.
  add column field_versions jsonb not null default '{}';

alter table call
  add column version int not null default 1,
  add column field_versions jsonb not null default '{}',
  -- Ended without an incident.
  add column ended_at timestamptz,
  add column ended_by uuid references user_account (id),
  add column outcome text;

create table patient (
  id uuid primary key,
  incident_id uuid not null references incident (id),
  -- Counted from 1 within the incident; never given twice.
  number int not null,
  version int not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  created_by uuid not null references user_account (id),
  removed_at timestamptz,
  removed_by uuid references user_account (id),
  unique (incident_id, number)
);

create table patient_detail (
  patient_id uuid not null references patient (id),
  version int not null,
  name text not null,
  age_months int,
  sex text,
  condition text not null,
  triage text,
  written_at timestamptz not null,
  written_by uuid not null references user_account (id),
  primary key (patient_id, version)
);

create table premise_hazard (
  id uuid primary key,
  region_id text not null references region (id),
  version int not null default 1,
  geom geometry (Point, 4326),
  valid_until timestamptz,
  review_at timestamptz not null,
  created_at timestamptz not null,
  created_by uuid not null references user_account (id),
  removed_at timestamptz,
  removed_by uuid references user_account (id)
);
create index premise_hazard_place on premise_hazard using gist (geom) where removed_at is null;
create index premise_hazard_region on premise_hazard (region_id, review_at) where removed_at is null;

create table premise_hazard_detail (
  hazard_id uuid not null references premise_hazard (id),
  version int not null,
  kind text not null,
  text text not null,
  address_text text not null,
  -- What writings of one address have in common; empty when there is none.
  address_key text not null,
  location_source text not null,
  written_at timestamptz not null,
  written_by uuid not null references user_account (id),
  primary key (hazard_id, version)
);
create index premise_hazard_address on premise_hazard_detail (address_key) where address_key <> '';

grant select, insert, update on patient, premise_hazard to akut_app;
grant select, insert on patient_detail, premise_hazard_detail to akut_app;
