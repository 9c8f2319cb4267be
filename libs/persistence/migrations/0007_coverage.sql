-- Where a region's demand is, and how busy its units are: what expected coverage is counted over. Made from the map and the
-- region's own incidents, by night and when there is none; no single incident can be read from it.
create table coverage_demand (
  region_id text primary key references region (id),
  -- Raised each time the cells are made; processes in memory follow it.
  version int not null,
  made_at timestamptz not null,
  map_version int not null,
  cell_meters real not null,
  basis text not null check (basis in ('addresses', 'roads')),
  incident_weight real not null,
  -- The measured share of duty that units were busy; null when nobody was on duty.
  busy_fraction real,
  unit_hours real,
  assignment_hours real,
  assignments int
);

create table coverage_cell (
  region_id text not null references region (id),
  cell smallint not null,
  lon double precision not null,
  lat double precision not null,
  -- West, south, east, north.
  bounds double precision[] not null,
  -- Share of the region's demand.
  demand double precision not null,
  primary key (region_id, cell)
);

grant select, insert, update on coverage_demand to akut_app;
grant select, insert, delete on coverage_cell to akut_app;
