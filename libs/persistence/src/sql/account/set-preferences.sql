update user_account
set language = coalesce($2::text, language), preferences = preferences || $3::jsonb
where id = $1::uuid
returning language, preferences
