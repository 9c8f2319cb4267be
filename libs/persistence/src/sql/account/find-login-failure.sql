select failures, last_at as "lastAt"
from login_failure
where key_hash = $1::bytea
