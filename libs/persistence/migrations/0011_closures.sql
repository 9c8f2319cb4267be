-- Closures and slow stretches as dispatchers draw them. `edge_keys` are `way:from:to`, with `:1` or `:-1` where one
-- direction only is meant; `geom` is what they looked like on the map when they were drawn.
alter table closure
  add column kind text not null default 'closed' check (kind in ('closed', 'slow')),
  -- How many times as long as usual a slow stretch takes.
  add column time_factor real check (time_factor between 0.1 and 100),
  -- The shape as drawn.
  add column shape jsonb,
  add column road_names text[] not null default '{}',
  add column length_meters real not null default 0,
  add column created_at timestamptz not null default now(),
  add column created_by uuid,
  add column lifted_by uuid,
  add constraint closure_slow_has_factor check ((kind = 'slow') = (time_factor is not null)),
  add constraint closure_ends_after_start check (ends_at is null or ends_at > starts_at);

-- What each process reads every second.
create index closure_not_lifted on closure (map_id) where lifted_at is null;
create index closure_recent on closure (map_id, created_at desc);
