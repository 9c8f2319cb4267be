-- What a tablet keeps of a map: files made from the map's own rows, in parts. They can be made again at any time.
create table map_pack (
  id uuid primary key,
  map_id int not null references map (id) on delete cascade,
  -- map: vector tiles as a PMTiles archive; places: what the search finds.
  kind text not null check (kind in ('map', 'places')),
  map_version int not null,
  -- Raised by us when the same map makes another file.
  format int not null,
  wanted_at timestamptz not null,
  progress real not null default 0 check (progress between 0 and 1),
  made_at timestamptz,
  bytes bigint,
  sha256 bytea,
  -- The last attempt that did not come to an end, and how many there were.
  failed_at timestamptz,
  failures int not null default 0,
  unique (map_id, kind, map_version, format),
  check ((made_at is null) = (bytes is null) and (made_at is null) = (sha256 is null))
);

create table map_pack_part (
  pack_id uuid not null references map_pack (id) on delete cascade,
  part int not null,
  sha256 bytea not null,
  bytes bytea not null,
  primary key (pack_id, part)
);
-- The parts are compressed already.
alter table map_pack_part alter column bytes set storage external;

grant select, insert, update, delete on map_pack, map_pack_part to akut_app;
