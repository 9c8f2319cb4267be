-- Named parts of a region. What lies in one follows from its outline; nothing else stores a sector.
create table sector (
  id uuid primary key,
  region_id text not null references region (id),
  name text not null,
  version int not null default 1,
  geom geometry (MultiPolygon, 4326) not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index sector_name on sector (region_id, lower(name)) where removed_at is null;
create index sector_place on sector using gist (geom) where removed_at is null;

-- Who held a sector when. One holder at a time, whoever asks at once.
create table sector_hold (
  id uuid primary key,
  sector_id uuid not null references sector (id),
  user_id uuid not null references user_account (id),
  since_at timestamptz not null,
  until_at timestamptz,
  check (until_at >= since_at)
);
create unique index sector_hold_now on sector_hold (sector_id) where until_at is null;
create index sector_hold_user on sector_hold (user_id) where until_at is null;

-- Where two sectors overlap, the older one counts, so that each place lies in one.
create function sector_at (region text, place geometry) returns uuid
language sql stable parallel safe as $$
  select s.id from sector s
  where s.removed_at is null and s.region_id = region and st_covers(s.geom, place)
  order by s.created_at, s.id
  limit 1
$$;

-- Incidents of a period are read page by page in the order of time; without it each page sorts all that are left.
create index incident_taken on incident (region_id, created_at, id);

-- Utilisation of today looks at what ended today, beside what goes on.
create index assignment_ended on assignment (region_id, ended_at) where ended_at is not null;

grant select, insert, update on sector, sector_hold to akut_app;
