-- Why the crew gave the assignment back: one of a list, so that the desk reads it in its own language.
alter table assignment add column crew_refusal text;
create index assignment_given_back on assignment (incident_id) where crew_refusal is not null;

-- Its versions were erased when their time was over; the head keeps ids and times only, and counts as no record (version 0).
alter table patient_record add column erased_at timestamptz;

-- Erases words of a region that are older, at `until`, than their class is kept; at most `most` of each class. What is not
-- erased here stays: events, messages and records keep their ids, kinds and times, and the journal is not touched.
create function erase_past_retention_at (
  until timestamptz, region text, event_days int, message_days int, code_days int, clinical_days int, most int
)
returns table (events int, messages int, codes int, records int)
language plpgsql set search_path = public, pg_temp as $$
declare
  due uuid[];
begin
  delete from device_event_body b
  where (b.device_id, b.outbox_epoch, b.device_seq) in (
    select o.device_id, o.outbox_epoch, o.device_seq
    from device_event_body o
    join device_event e
      on e.device_id = o.device_id and e.outbox_epoch = o.outbox_epoch and e.device_seq = o.device_seq
    join device d on d.id = o.device_id
    where
      d.region_id = region
      -- A version of a record that did not fit stands nowhere else: it is kept as long as the record.
      and e.received_at < until - make_interval(days => case
        when e.kind = 'patientRecord' and e.result <> 'applied' then greatest(clinical_days, 365)
        else greatest(event_days, 7)
      end)
    limit most
  );
  get diagnostics events = row_count;
  delete from unit_message_text t
  where t.message_id in (
    select o.message_id
    from unit_message_text o
    join unit_message m on m.id = o.message_id
    where m.region_id = region and m.at < until - make_interval(days => greatest(message_days, 7))
    limit most
  );
  get diagnostics messages = row_count;
  delete from device_enrolment n
  where n.code_hash in (
    select o.code_hash
    from device_enrolment o
    where
      o.region_id = region
      and coalesce(o.used_at, o.expires_at) < until - make_interval(days => greatest(code_days, 1))
    limit most
  );
  get diagnostics codes = row_count;
  due := array(
    select r.id
    from patient_record r
    where
      r.region_id = region and r.retention_class = 'clinical' and r.erased_at is null
      and r.written_at < until - make_interval(days => greatest(clinical_days, 365))
    order by r.written_at
    limit most
    for update skip locked
  );
  delete from patient_record_version v where v.record_id = any (due);
  update patient_record r
  set version = 0, erased_at = until, notice = null, hand_over_code_hash = null, hand_over_code_until = null
  where r.id = any (due);
  get diagnostics records = row_count;
  return next;
end $$;
revoke all on function erase_past_retention_at (timestamptz, text, int, int, int, int, int) from public;

-- For the worker: by the database's own clock, which a process cannot put forward.
create function erase_past_retention (
  region text, event_days int, message_days int, code_days int, clinical_days int, most int
)
returns table (events int, messages int, codes int, records int)
language sql security definer set search_path = public, pg_temp as $$
  select * from erase_past_retention_at(now(), region, event_days, message_days, code_days, clinical_days, most);
$$;
revoke all on function erase_past_retention (text, int, int, int, int, int) from public;
grant execute on function erase_past_retention (text, int, int, int, int, int) to akut_app;
