update assignment
set followed_by_id = $2::uuid
where id = $1::uuid
