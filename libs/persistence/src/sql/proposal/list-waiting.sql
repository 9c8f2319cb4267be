-- Open incidents with a place which nobody has been to and left again, with the units that are on them: all of them may
-- lack somebody, the plan says who. Those that nobody serves come first where the list ends.
select
  i.id as "incidentId", i.number, i.category, i.priority, i.needs, i.created_at as "createdAt",
  st_x(i.geom) as lon, st_y(i.geom) as lat, s.serving, s.last_sent_at as "lastSentAt"
from incident i
cross join lateral (
  select
    count(*) > 0 as is_served,
    coalesce(bool_or(not n.has_left), false) as is_attended,
    max(n.sent_at) as last_sent_at,
    coalesce(
      jsonb_agg(jsonb_build_object(
        'assignmentId', n.assignment_id, 'unitId', n.unit_id, 'capabilities', to_jsonb(n.capabilities),
        'isThere', n.is_there, 'isOut', n.is_out
      ) order by n.sent_at, n.assignment_id),
      '[]'
    ) as serving
  from serving_unit n
  where n.incident_id = i.id
) s
where
  i.region_id = $1::text and i.state = 'open' and i.geom is not null and (s.is_attended or not s.is_served)
order by s.is_served, i.priority, i.created_at, i.id
limit 500
