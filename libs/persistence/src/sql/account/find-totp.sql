select
  t.secret, t.confirmed_at as "confirmedAt", t.last_step as "lastStep",
  (select count(*)::int from user_recovery_code c where c.user_id = t.user_id and c.used_at is null) as "recoveryCodesLeft"
from user_totp t
where t.user_id = $1::uuid
