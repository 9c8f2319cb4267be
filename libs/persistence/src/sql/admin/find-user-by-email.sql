select id from user_account where lower(email) = lower($1::text)
