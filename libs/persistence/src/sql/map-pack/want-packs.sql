-- Notes that packs of a map are asked for: $1 map name; $2 kinds; $3 their formats; $4 ids for those that are new.
insert into map_pack (id, map_id, kind, map_version, format, wanted_at)
select w.id, m.id, w.kind, m.version, w.format, now()
from map m
cross join unnest($2::text[], $3::int[], $4::uuid[]) w (kind, format, id)
where m.name = $1::text and m.version > 0
on conflict (map_id, kind, map_version, format) do nothing
