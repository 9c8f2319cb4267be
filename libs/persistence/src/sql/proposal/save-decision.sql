update joint_decision
set
  decided_at = $3::timestamptz, waiting_incidents = $4::int, considered_incidents = $5::int, units = $6::int,
  compute_milliseconds = $7::real, incidents = $8::jsonb
where region_id = $1::text and holder = $2::uuid
