-- Never waits on a check made earlier: the partial unique index decides, and a lost race inserts nothing. With its first step.
with assigned as (
  insert into assignment (
    id, region_id, incident_id, unit_id, status, recommendation_id, created_at, created_by, status_since_at,
    recommended_rank, override_reason, destination_facility_id
  )
  values (
    $1::uuid, $2::text, $3::uuid, $4::uuid, $5::text, $6::uuid, $7::timestamptz, $8::uuid, $7::timestamptz,
    $9::int, $10::text, $11::uuid
  )
  on conflict (unit_id) where is_active do nothing
  returning id, status, created_at, created_by
)
insert into assignment_step (assignment_id, status, pressed_at, recorded_at, recorded_by)
select id, status, created_at, created_at, created_by
from assigned
