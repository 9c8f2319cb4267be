alter table assignment
  -- Free text, so it is in no view and no journal row.
  add column override_reason text,
  -- Place of the unit in the recommendation; null when it was rejected there or none was used.
  add column recommended_rank int check (recommended_rank >= 1),
  -- What its unit was diverted to, or who took its incident over.
  add column followed_by_id uuid references assignment (id),
  add column end_cause text check (end_cause in ('cancelled', 'diverted', 'takenOver'));
update assignment set end_cause = status where status in ('cancelled', 'diverted');
create index assignment_followed_by on assignment (followed_by_id) where followed_by_id is not null;
create index assignment_reserved on assignment (unit_id, created_at) where status = 'reserved';

-- Two copies of one command wait for each other; the second then finds the first's answer. In one call: the statements
-- of a volatile function each see what was committed before them.
create function begin_command (id uuid)
returns table (command_id uuid, actor_id uuid, body_hash text, result jsonb) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(id::text, 0));
  return query
  select c.command_id, c.actor_id, encode(c.body_hash, 'hex'), c.result
  from command_log c
  where c.command_id = id;
end $$;
