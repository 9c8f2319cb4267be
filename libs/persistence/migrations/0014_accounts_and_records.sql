-- Accounts on screen, and records that administrators keep. Versions count changes, so that two editors who started from
-- the same one do not overwrite each other.
alter table user_account
  add column version int not null default 1,
  -- Until then the initial password works; null once the user has chosen one.
  add column initial_password_until timestamptz,
  add column preferences jsonb not null default '{}';

alter table session
  -- As the browser or program named itself.
  add column user_agent text not null default '',
  add column last_used_at timestamptz not null default now();

create table user_totp (
  user_id uuid primary key references user_account (id),
  -- AES-256-GCM under the key of the api processes; the database alone gives no codes.
  secret bytea not null,
  begun_at timestamptz not null,
  -- Null until a first code has proved that the authenticator has the secret.
  confirmed_at timestamptz,
  -- Step of the last code taken: a code works once.
  last_step bigint not null default 0
);

create table user_recovery_code (
  user_id uuid not null references user_account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

alter table region add column version int not null default 1;
alter table station add column version int not null default 1;
alter table facility add column version int not null default 1;
alter table crew_shift add column version int not null default 1;
alter table unit
  add column version int not null default 1,
  add column retired_at timestamptz;

-- A standby location.
create table post (
  id uuid primary key,
  region_id text not null references region (id),
  name text not null,
  geom geometry (Point, 4326) not null,
  places int not null default 1 check (places > 0),
  version int not null default 1,
  removed_at timestamptz
);
create unique index post_name on post (region_id, name) where removed_at is null;

create index crew_shift_of_region on crew_shift (region_id, ends_at);
create index crew_shift_of_member on crew_shift_member (user_id);
create index crew_binding_of_shift on unit_crew_binding (crew_shift_id);

grant update (name, languages, settings, version) on region to akut_app;
grant select, insert, update on post to akut_app;
grant select, insert, update, delete on user_totp, user_recovery_code to akut_app;
grant delete on station, crew_shift, unit_crew_binding, unit_vehicle_binding to akut_app;
