update call
set
  incident_id = $2::uuid,
  -- A call that was put to an incident has not ended without one.
  ended_at = case when $2::uuid is null then ended_at end,
  ended_by = case when $2::uuid is null then ended_by end,
  outcome = case when $2::uuid is null then outcome end
where id = $1::uuid
