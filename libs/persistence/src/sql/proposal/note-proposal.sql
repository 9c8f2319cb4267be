update assignment
set proposal_id = $2::uuid, proposal_version = $3::int
where id = any ($1::uuid[])
