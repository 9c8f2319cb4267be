-- What crews write of their patients. The head says which version is the newest; the versions are never changed.
create table patient_record (
  id uuid primary key,
  region_id text not null references region (id),
  incident_id uuid not null references incident (id),
  assignment_id uuid not null references assignment (id),
  -- Of the same incident; null while the control room has entered none.
  patient_id uuid references patient (id),
  version int not null,
  begun_at timestamptz not null,
  written_at timestamptz not null,
  is_sealed boolean not null,
  -- What a hospital is told of a patient on the way; nothing that names anybody. Null: there is nobody to expect.
  notice jsonb,
  -- SHA-256 of the code in the picture that the tablet shows, taken away when it was used.
  hand_over_code_hash bytea,
  hand_over_code_until timestamptz,
  -- Which rule of how long it is kept holds for it; clinical text is kept longer than calls are.
  retention_class text not null default 'clinical'
);
create index patient_record_of_incident on patient_record (incident_id);
create index patient_record_of_assignment on patient_record (assignment_id);
create unique index patient_record_code on patient_record (hand_over_code_hash) where hand_over_code_hash is not null;
create index patient_record_retention on patient_record (retention_class, region_id, written_at);

-- Personal and clinical; append-only.
create table patient_record_version (
  record_id uuid not null references patient_record (id),
  version int not null,
  document jsonb not null,
  written_at timestamptz not null,
  device_id uuid references device (id),
  -- Who of the crew, when it was signed on.
  written_by uuid,
  primary key (record_id, version)
);

-- Facilities that opened a record by its code, whatever destination the control room knows of.
create table patient_record_grant (
  record_id uuid not null references patient_record (id),
  facility_id uuid not null references facility (id),
  granted_at timestamptz not null,
  granted_by uuid not null references user_account (id),
  primary key (record_id, facility_id)
);

-- Screens of hospitals ask every few seconds; who looked is noted once an hour for each record.
create index access_log_of_subject on access_log (subject_id, user_id, at);

grant select, insert, update on patient_record to akut_app;
grant select, insert on patient_record_version, patient_record_grant to akut_app;
