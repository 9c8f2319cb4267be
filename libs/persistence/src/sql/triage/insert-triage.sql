insert into incident_triage (
  incident_id, version, tree_category, tree_version, answers, category, priority, needs,
  override_category, override_priority, override_reason, at, by
)
values (
  $1::uuid, $2::int, $3::text, $4::int, $5::jsonb, $6::text, $7::smallint, $8::text[],
  $9::text, $10::smallint, $11::text, $12::timestamptz, $13::uuid
)
