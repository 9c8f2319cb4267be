-- Tablets of crews: who they are, who is signed on, what was tapped, and what crews and the control room write to each other.
alter table device
  add column name text not null default '',
  -- RFC 7517; tablets sign nonces with the private half, which they cannot hand out.
  add column public_key jsonb,
  add column enrolled_at timestamptz,
  add column last_seen_at timestamptz,
  -- How far its clock was ahead of ours when it last spoke; one that says 1970 is behind by 50 years.
  add column clock_offset_ms bigint,
  add column revoked_by uuid references user_account (id);

-- Good once and for a short time.
create table device_enrolment (
  code_hash bytea primary key,
  region_id text not null references region (id),
  vehicle_id uuid not null references vehicle (id),
  name text not null,
  created_at timestamptz not null,
  created_by uuid not null references user_account (id),
  expires_at timestamptz not null,
  used_at timestamptz,
  device_id uuid references device (id)
);

create table crew_pin (
  user_id uuid primary key references user_account (id),
  pin_hash text not null,
  set_at timestamptz not null,
  set_by uuid not null references user_account (id)
);

create table tablet_sign_on (
  id uuid primary key,
  region_id text not null references region (id),
  device_id uuid not null references device (id),
  unit_id uuid not null references unit (id),
  crew_shift_id uuid not null references crew_shift (id),
  started_at timestamptz not null,
  shift_ends_at timestamptz not null,
  ended_at timestamptz,
  ended_because text
);
create unique index tablet_sign_on_of_device on tablet_sign_on (device_id) where ended_at is null;
create unique index tablet_sign_on_of_unit on tablet_sign_on (unit_id) where ended_at is null;
create index tablet_sign_on_history on tablet_sign_on (device_id, started_at desc);

create table tablet_sign_on_member (
  sign_on_id uuid not null references tablet_sign_on (id),
  place smallint not null,
  user_id uuid not null references user_account (id),
  primary key (sign_on_id, place)
);

-- How far each device's taps and fixes are stored without a gap. A wiped device starts a new epoch.
create table device_outbox (
  device_id uuid not null references device (id),
  outbox_epoch uuid not null,
  stored_seq bigint not null default 0,
  stored_fix_seq bigint not null default 0,
  -- Of the newest event: none that follows it in the device's order counts as earlier.
  last_corrected_at timestamptz,
  primary key (device_id, outbox_epoch)
);

create table device_event (
  device_id uuid not null,
  outbox_epoch uuid not null,
  device_seq bigint not null,
  kind text not null,
  sign_on_id uuid,
  -- By the device's clock, then as corrected by the measured offset, then by our clock at receipt.
  device_at timestamptz not null,
  corrected_at timestamptz not null,
  received_at timestamptz not null,
  offset_ms bigint not null,
  is_clock_off boolean not null,
  result text not null check (result in ('applied', 'recordedNotApplied')),
  reason text,
  body_hash bytea not null,
  primary key (device_id, outbox_epoch, device_seq),
  foreign key (device_id, outbox_epoch) references device_outbox (device_id, outbox_epoch)
);
-- Personal: what crews wrote. Of its own, so that it can be erased and the event stays. json keeps what is no valid text, too.
create table device_event_body (
  device_id uuid not null,
  outbox_epoch uuid not null,
  device_seq bigint not null,
  body json not null,
  primary key (device_id, outbox_epoch, device_seq),
  foreign key (device_id, outbox_epoch, device_seq)
    references device_event (device_id, outbox_epoch, device_seq)
);

create table unit_message (
  id uuid primary key,
  region_id text not null references region (id),
  unit_id uuid not null references unit (id),
  is_from_unit boolean not null,
  author_id uuid references user_account (id),
  incident_id uuid references incident (id),
  at timestamptz not null,
  -- By the other side.
  read_at timestamptz,
  read_by uuid references user_account (id)
);
create index unit_message_of_unit on unit_message (unit_id, at desc);
create index unit_message_unread on unit_message (region_id) where read_at is null and is_from_unit;
create table unit_message_text (
  message_id uuid primary key references unit_message (id),
  text text not null
);

-- A crew asks to speak, or for help for itself.
create table crew_signal (
  id uuid primary key,
  region_id text not null references region (id),
  unit_id uuid not null references unit (id),
  kind text not null check (kind in ('speak', 'emergency')),
  is_urgent boolean not null,
  raised_at timestamptz not null,
  geom geometry (Point, 4326),
  acknowledged_at timestamptz,
  acknowledged_by uuid references user_account (id),
  ended_at timestamptz,
  ended_because text check (ended_because in ('withdrawn', 'settled'))
);
create unique index crew_signal_open on crew_signal (unit_id, kind) where ended_at is null;
create index crew_signal_of_region on crew_signal (region_id) where ended_at is null;

create table vehicle_check (
  id uuid primary key,
  vehicle_id uuid not null references vehicle (id),
  sign_on_id uuid references tablet_sign_on (id),
  at timestamptz not null,
  item_keys text[] not null
);
create index vehicle_check_of_vehicle on vehicle_check (vehicle_id, at desc);
create table vehicle_defect (
  id uuid primary key,
  vehicle_id uuid not null references vehicle (id),
  check_id uuid not null references vehicle_check (id),
  item_key text not null,
  words text not null,
  reported_at timestamptz not null,
  resolved_at timestamptz
);
create index vehicle_defect_open on vehicle_defect (vehicle_id) where resolved_at is null;
create table odometer_reading (
  id uuid primary key,
  vehicle_id uuid not null references vehicle (id),
  sign_on_id uuid references tablet_sign_on (id),
  at timestamptz not null,
  km numeric(9, 1) not null
);
create index odometer_reading_of_vehicle on odometer_reading (vehicle_id, at desc);

grant select, insert, update on
  device_enrolment, tablet_sign_on, device_outbox, unit_message, crew_signal, vehicle_defect to akut_app;
grant select, insert, update, delete on crew_pin to akut_app;
grant select, insert on
  tablet_sign_on_member, device_event, device_event_body, unit_message_text, vehicle_check, odometer_reading to akut_app;
