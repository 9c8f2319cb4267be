insert into user_account (id, email, display_name, language, password_hash, initial_password_until, disabled_at)
values (
  $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::timestamptz, case when $7::boolean then $8::timestamptz end
)
