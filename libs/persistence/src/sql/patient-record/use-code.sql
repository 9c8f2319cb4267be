with used as (
  update patient_record set hand_over_code_hash = null, hand_over_code_until = null where id = $1::uuid
)
insert into patient_record_grant (record_id, facility_id, granted_at, granted_by)
values ($1::uuid, $2::uuid, $3::timestamptz, $4::uuid)
on conflict (record_id, facility_id) do nothing
