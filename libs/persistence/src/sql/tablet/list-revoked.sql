select id
from device
where public_key is not null and revoked_at > $1::timestamptz
