select v.code_version as "codeVersion", v.inputs, v.answer
from proposal_version v
where v.proposal_id = $1::uuid and v.version = $2::int
