update assignment
set cancel_reason = $2::text
where id = $1::uuid
