update assignment
set
  status = 'notified',
  status_since_at = $2::timestamptz,
  recommendation_id = coalesce($3::uuid, recommendation_id),
  recommended_rank = case when $3::uuid is null then recommended_rank else $4::int end,
  override_reason = coalesce($5::text, override_reason),
  destination_facility_id = coalesce($6::uuid, destination_facility_id)
where id = $1::uuid
