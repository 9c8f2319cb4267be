update duplicate_proposal
set dismissed_at = $2::timestamptz, dismissed_by = $3::uuid
where id = $1::uuid and dismissed_at is null
