-- Makes the head of a record unless there is one; versions of it follow each other from here on.
insert into patient_record (id, region_id, incident_id, assignment_id, patient_id, version, begun_at, written_at, is_sealed)
values (
  $1::uuid, $2::text, $3::uuid, $4::uuid,
  (select id from patient where id = $5::uuid and incident_id = $3::uuid),
  0, $6::timestamptz, $6::timestamptz, false
)
on conflict (id) do nothing
