create table station (
  id uuid primary key,
  region_id text not null references region (id),
  name text not null,
  source text not null default 'manual',
  geom geometry (Point, 4326) not null,
  unique (region_id, name)
);

create table facility (
  id uuid primary key,
  region_id text not null references region (id),
  -- From the map; null when added by hand. A new import updates it and keeps the id.
  osm_type text,
  osm_id bigint,
  name text not null,
  kind text not null,
  has_emergency boolean not null default false,
  tags jsonb not null default '{}',
  geom geometry (Point, 4326) not null,
  removed_at timestamptz,
  unique (region_id, osm_type, osm_id)
);
-- Those added by hand are known by their name.
create unique index facility_added_by_hand on facility (region_id, name) where osm_id is null;

create table vehicle (
  id uuid primary key,
  region_id text not null references region (id),
  plate text not null,
  en1789_class text,
  capabilities text[] not null default '{}',
  out_of_service_at timestamptz,
  unique (region_id, plate)
);

create table unit (
  id uuid primary key,
  region_id text not null references region (id),
  call_sign text not null,
  -- Names the unit in the packed position frame.
  frame_key int generated always as identity unique,
  capabilities text[] not null,
  station_id uuid references station (id),
  duty_state text not null default 'onDuty',
  duty_reason text,
  duty_expected_end_at timestamptz,
  duty_since_at timestamptz not null default now(),
  unique (region_id, call_sign)
);

create table crew_shift (
  id uuid primary key,
  region_id text not null references region (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at)
);

create table crew_shift_member (
  crew_shift_id uuid not null references crew_shift (id),
  user_id uuid not null references user_account (id),
  primary key (crew_shift_id, user_id)
);

-- Which vehicle and which crew a unit was at any time. No overlap, by construction.
create table unit_vehicle_binding (
  unit_id uuid not null references unit (id),
  vehicle_id uuid not null references vehicle (id),
  bound tstzrange not null,
  exclude using gist (unit_id with =, bound with &&),
  exclude using gist (vehicle_id with =, bound with &&)
);

create table unit_crew_binding (
  unit_id uuid not null references unit (id),
  crew_shift_id uuid not null references crew_shift (id),
  bound tstzrange not null,
  exclude using gist (unit_id with =, bound with &&)
);

-- A tracker or tablet in a vehicle. Each has its own secret: tracker ids alone can be spoofed.
create table device (
  id uuid primary key,
  region_id text not null references region (id),
  vehicle_id uuid references vehicle (id),
  protocol text not null,
  external_id text not null unique,
  secret_hash bytea not null,
  revoked_at timestamptz
);

create table position_fix (
  unit_id uuid not null,
  device_at timestamptz not null,
  received_at timestamptz not null,
  lon double precision not null,
  lat double precision not null,
  speed_kmh real,
  heading_degrees real,
  accuracy_meters real,
  device_id uuid,
  outbox_epoch uuid,
  device_seq bigint
) partition by range (received_at);
create index position_fix_unit on position_fix (unit_id, device_at);

create table unit_position (
  unit_id uuid primary key references unit (id),
  region_id text not null,
  device_at timestamptz not null,
  received_at timestamptz not null,
  lon double precision not null,
  lat double precision not null,
  speed_kmh real,
  heading_degrees real
);

-- The running role owns no table; it may only ask for partitions of fixed shape.
create function ensure_position_partitions (days_ahead int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  day date;
  made int := 0;
begin
  for day in select d::date from generate_series(current_date - 1, current_date + least(days_ahead, 30), interval '1 day') d loop
    if to_regclass('position_fix_' || to_char(day, 'YYYYMMDD')) is null then
      begin
        execute format(
          'create table %I partition of position_fix for values from (%L) to (%L)',
          'position_fix_' || to_char(day, 'YYYYMMDD'), day::timestamptz, (day + 1)::timestamptz
        );
        made := made + 1;
      exception when duplicate_table then null;
      end;
    end if;
  end loop;
  return made;
end $$;

create table closure (
  id uuid primary key,
  map_id int not null references map (id),
  region_id text not null references region (id),
  -- Keys of the closed edges, `way:from:to`.
  edge_keys text[] not null,
  emergency_may_pass boolean not null default false,
  reason text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz,
  lifted_at timestamptz,
  geom geometry (Geometry, 4326)
);

grant select, insert, update on station, facility, vehicle, unit, crew_shift, device, closure to akut_app;
grant select, insert, delete on crew_shift_member to akut_app;
grant select, insert, update on unit_vehicle_binding, unit_crew_binding, unit_position to akut_app;
grant select, insert on position_fix to akut_app;
grant usage on all sequences in schema public to akut_app;
grant execute on function ensure_position_partitions (int) to akut_app;
