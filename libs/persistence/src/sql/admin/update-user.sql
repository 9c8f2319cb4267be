update user_account
set
  version = version + 1, email = $2::text, display_name = $3::text, language = $4::text,
  disabled_at = case when $5::boolean then coalesce(disabled_at, $6::timestamptz) end
where id = $1::uuid
