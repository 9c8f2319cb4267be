-- The whole pack $2 of the map named $1.
select p.id, p.bytes, encode(p.sha256, 'hex') as sha256
from map_pack p
join map m on m.id = p.map_id
where m.name = $1::text and p.id = $2::uuid and p.made_at is not null
