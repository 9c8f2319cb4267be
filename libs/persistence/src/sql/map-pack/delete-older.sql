-- Packs that the whole pack $1 took the place of, unless tablets may still be fetching them.
delete from map_pack old
using map_pack new
where new.id = $1::uuid and new.made_at is not null and old.map_id = new.map_id and old.kind = new.kind
  and old.id <> new.id and old.map_version <= new.map_version and old.format <= new.format
