-- The packs of the map named $1, newest import first, with the checksums of their parts.
select
  p.id,
  p.kind,
  p.map_version as "mapVersion",
  p.format,
  p.progress,
  p.made_at as "madeAt",
  p.bytes,
  encode(p.sha256, 'hex') as sha256,
  case
    when p.made_at is null then array[]::text[]
    else array(select encode(t.sha256, 'hex') from map_pack_part t where t.pack_id = p.id order by t.part)
  end as "partSha256s"
from map_pack p
join map m on m.id = p.map_id
where m.name = $1::text
order by p.map_version desc, p.format desc, p.kind
