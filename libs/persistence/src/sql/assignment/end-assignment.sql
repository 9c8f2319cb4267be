update assignment
set
  status = $2::text,
  status_since_at = $3::timestamptz,
  ended_at = $3::timestamptz,
  end_cause = $4::text,
  cancel_reason = $5::text
where id = $1::uuid
