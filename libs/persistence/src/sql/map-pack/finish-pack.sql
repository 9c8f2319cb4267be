-- The pack $1 is whole, unless another import came meanwhile: $2 bytes, $3 SHA-256.
update map_pack p
set made_at = now(), bytes = $2::bigint, sha256 = $3::bytea, progress = 1, failed_at = null
from map m
where p.id = $1::uuid and p.made_at is null and m.id = p.map_id and m.version = p.map_version
returning p.id
