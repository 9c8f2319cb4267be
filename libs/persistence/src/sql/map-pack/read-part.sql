-- Bytes of one part: $1 pack, $2 part, $3 first byte (from 0), $4 how many.
select substring(bytes from $3::int + 1 for $4::int) as bytes
from map_pack_part
where pack_id = $1::uuid and part = $2::int
