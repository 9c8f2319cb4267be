update assignment
set crew_refusal = $2::text
where id = $1::uuid
