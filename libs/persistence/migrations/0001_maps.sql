-- Roads, places and what the basemap draws, keyed by map. A map is not a region: several regions may share one.
create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gist;

do $$
begin
  if not exists (select from pg_roles where rolname = 'akut_app') then
    create role akut_app login;
  end if;
exception when duplicate_object or unique_violation then
  -- Roles belong to the cluster: another database's migration made it this moment.
  null;
end $$;

create table map (
  id int generated always as identity primary key,
  name text not null unique,
  -- Raised by each import; processes reload the graph and browsers drop old tiles when it changes.
  version int not null default 0,
  imported_at timestamptz,
  source text not null default '',
  attribution text not null default '© OpenStreetMap contributors',
  bounds geometry (Polygon, 4326),
  counts jsonb not null default '{}'
);

-- The large tables are partitioned by map, so that an import swaps one partition atomically.
create table road_node (
  map_id int not null,
  node_id bigint not null,
  geom geometry (Point, 4326) not null,
  primary key (map_id, node_id)
) partition by list (map_id);

create table road_edge (
  map_id int not null,
  -- The key is made of OSM ids, so that a new import does not orphan closures and learnt speeds.
  way_id bigint not null,
  from_node bigint not null,
  to_node bigint not null,
  length_meters real not null,
  road_class text not null,
  maxspeed_kmh smallint,
  -- 1 along the geometry, -1 against it, 0 both ways.
  one_way smallint not null default 0,
  -- Who may drive here: everybody, or only vehicles on an emergency run (bus lanes, emergency=yes, private access).
  access text not null default 'all' check (access in ('all', 'emergency')),
  -- Emergency vehicles may drive against a one-way only where tagged so (oneway:emergency=no, oneway:bus=no).
  emergency_both_ways boolean not null default false,
  name text,
  geom geometry (LineString, 4326) not null,
  primary key (map_id, way_id, from_node, to_node)
) partition by list (map_id);

create table turn_restriction (
  map_id int not null,
  relation_id bigint not null,
  -- no_left_turn, no_u_turn, only_straight_on ...
  kind text not null,
  from_way bigint not null,
  -- Either one node or a chain of ways.
  via_node bigint,
  via_ways bigint[],
  to_way bigint not null,
  excepted text[] not null default '{}',
  primary key (map_id, relation_id, from_way, to_way)
) partition by list (map_id);

create table place (
  map_id int not null,
  id text not null,
  kind text not null check (kind in ('address', 'street', 'place', 'facility')),
  label text not null,
  context text not null default '',
  -- First line the label, further lines its Latin spelling and where it is; lower case, without accents, each line starting
  -- with a space (so that `% word%` finds the beginnings of words). Made by the import.
  search_text text not null,
  -- Larger is shown first among equals: towns before streets before house numbers.
  weight real not null default 0,
  geom geometry (Point, 4326) not null,
  primary key (map_id, id)
) partition by list (map_id);

create table map_facility (
  map_id int not null,
  osm_type text not null,
  osm_id bigint not null,
  kind text not null,
  name text not null,
  tags jsonb not null default '{}',
  geom geometry (Point, 4326) not null,
  primary key (map_id, osm_type, osm_id)
) partition by list (map_id);

-- What the basemap draws, roads of every kind included, in Protomaps' layer names.
create table basemap_feature (
  map_id int not null,
  layer text not null,
  kind text not null,
  name text,
  min_zoom smallint not null default 0,
  sort_key real not null default 0,
  -- Further attributes of the tile: kind_detail, ref, name:bg ...
  tags jsonb not null default '{}',
  geom geometry (Geometry, 3857) not null
) partition by list (map_id);

grant select on map, road_node, road_edge, turn_restriction, place, map_facility, basemap_feature to akut_app;
