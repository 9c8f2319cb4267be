-- What a facility offers, and how full it is, by versions that stay as they were said. A facility without rows goes by
-- what the map says of it.
create table facility_profile (
  facility_id uuid not null references facility (id),
  -- Two editors who started from the same version both want this number, and only one gets it.
  version int not null check (version > 0),
  level text not null check (level in ('hospital', 'urgentCare', 'diagnosticCentre', 'clinic')),
  -- [{service, hours | null}] and hours {weekly, publicHolidays, exceptions}, by the wall clock of the region.
  services jsonb not null,
  hours jsonb,
  capacity int check (capacity >= 0),
  at timestamptz not null,
  by uuid not null,
  primary key (facility_id, version)
);

create table facility_status (
  facility_id uuid not null references facility (id),
  version int not null check (version > 0),
  load_percent smallint check (load_percent between 0 and 100),
  -- {priority: minutes}
  wait_minutes jsonb not null,
  free_beds int check (free_beds >= 0),
  -- [{service | null, state, reason, until}]; the reason is free text and stays out of the journal.
  diversions jsonb not null,
  at timestamptz not null,
  until timestamptz not null check (until > at),
  by uuid not null,
  primary key (facility_id, version)
);

create trigger facility_profile_is_append_only before update or delete or truncate on facility_profile
for each statement execute function forbid_change ();
create trigger facility_status_is_append_only before update or delete or truncate on facility_status
for each statement execute function forbid_change ();

-- Whose login with the role `facility` speaks for which facility.
create table facility_member (
  user_id uuid not null references user_account (id),
  facility_id uuid not null references facility (id),
  primary key (user_id, facility_id)
);
create index facility_member_of_facility on facility_member (facility_id);

create table public_holiday (
  region_id text not null references region (id),
  day date not null,
  primary key (region_id, day)
);

-- What is on its way to a facility.
create index assignment_inbound on assignment (destination_facility_id) where ended_at is null;

grant select, insert on facility_profile, facility_status to akut_app;
grant select, insert, delete on facility_member, public_holiday to akut_app;
