insert into proposal_version (proposal_id, version, made_at, code_version, inputs, answer)
values ($1::uuid, $2::int, $3::timestamptz, $4::int, $5::json, $6::json)
