update unit_message
set read_at = greatest(at, $4::timestamptz), read_by = (select id from user_account where id = $5::uuid)
where
  unit_id = $1::uuid and ($2::uuid is null or id = $2::uuid) and is_from_unit = $3::boolean and read_at is null
returning id
