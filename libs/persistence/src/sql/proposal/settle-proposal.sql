update proposal
set state = $2::text, settled_at = $3::timestamptz, updated_at = $3::timestamptz, settled_by = $4::uuid
where id = $1::uuid and state = 'open'
returning id
