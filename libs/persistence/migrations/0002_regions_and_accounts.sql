create table region (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null,
  map_id int not null references map (id),
  time_zone text not null,
  currency text not null,
  languages text[] not null,
  -- Incidents of a training region never count in any figure.
  is_training boolean not null default false,
  settings jsonb not null default '{}'
);

-- Apart from region, so that locking it last for the journal never waits for somebody editing the region.
create table journal_head (
  region_id text primary key references region (id),
  seq bigint not null default 0,
  hash bytea not null default '\x'
);

create table user_account (
  id uuid primary key,
  email text not null,
  display_name text not null,
  password_hash text not null,
  language text not null default 'en',
  -- Demo accounts may sign in only while the system runs in demo mode.
  is_demo boolean not null default false,
  disabled_at timestamptz
);
create unique index user_account_email on user_account (lower(email));

create table user_role (
  user_id uuid not null references user_account (id),
  region_id text not null references region (id),
  role text not null,
  primary key (user_id, region_id, role)
);

create table session (
  id uuid primary key,
  user_id uuid not null references user_account (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text
);
create index session_of_user on session (user_id);

-- Rotated at each use; using one twice ends the session (its whole family).
create table refresh_token (
  token_hash bytea primary key,
  session_id uuid not null references session (id),
  created_at timestamptz not null default now(),
  used_at timestamptz
);

-- Failed sign-ins by e-mail hash, for the growing delay.
create table login_failure (
  key_hash bytea primary key,
  failures int not null,
  last_at timestamptz not null
);

grant select on region to akut_app;
grant select, update on journal_head to akut_app;
grant select, insert, update on user_account, session, refresh_token to akut_app;
grant select, insert, delete on user_role to akut_app;
grant select, insert, update, delete on login_failure to akut_app;
