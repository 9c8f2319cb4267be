-- Which row was the last one at an instant.
create index journal_at on journal (region_id, at);

-- Duty states of units with their reasons, which people write and which are therefore not in the journal. A trigger keeps
-- them, so that none is missed, whoever enters or changes a unit.
create table unit_duty (
  unit_id uuid not null references unit (id) on delete cascade,
  since_at timestamptz not null,
  state text not null,
  reason text,
  expected_end_at timestamptz
);
create index unit_duty_newest on unit_duty (unit_id, since_at desc);

insert into unit_duty (unit_id, since_at, state, reason, expected_end_at)
select id, duty_since_at, duty_state, duty_reason, duty_expected_end_at
from unit;

create function keep_unit_duty () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into unit_duty (unit_id, since_at, state, reason, expected_end_at)
  values (new.id, new.duty_since_at, new.duty_state, new.duty_reason, new.duty_expected_end_at);
  return null;
end $$;
create trigger unit_duty_is_kept after insert or update of duty_state, duty_reason, duty_expected_end_at, duty_since_at on unit
for each row execute function keep_unit_duty();

-- States made of the journal now and then, so that a look back folds hours and not years. Each can be made again.
create table history_state (
  region_id text not null references region (id),
  seq bigint not null,
  version int not null,
  state json compression lz4 not null,
  made_at timestamptz not null default now(),
  primary key (region_id, seq)
);

grant select on unit_duty to akut_app;
grant select, insert, delete on history_state to akut_app;
