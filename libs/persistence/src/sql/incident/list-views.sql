-- Whole views as JSON: by id ($1), or of one region by state ($2, $3), at most $4. Open ones come first, uncovered and
-- urgent first of all, then the closed ones, latest first. Chosen by indexes before any view is made: after years the
-- closed ones are hundreds of thousands.
with open_ones as (
  select i.id, exists (select 1 from assignment s where s.incident_id = i.id and s.is_active) as is_covered
  from incident i
  where $1::uuid[] is null and $3::text <> 'closed' and i.region_id = $2::text and i.state = 'open'
  order by is_covered, i.priority, i.created_at
  limit $4::int
), closed_ones as (
  select i.id, false as is_covered
  from incident i
  where $1::uuid[] is null and $3::text <> 'open' and i.region_id = $2::text and i.state = 'closed'
  order by i.created_at desc
  limit $4::int
), named_ones as (
  select i.id, false as is_covered
  from incident i
  where i.id = any ($1::uuid[])
), chosen as (
  select * from open_ones union all select * from closed_ones union all select * from named_ones
)
select
  i.id::text,
  i.region_id as "regionId",
  jsonb_build_object(
    'id', i.id,
    'regionId', i.region_id,
    'number', i.number,
    'category', i.category,
    'priority', i.priority,
    'state', i.state,
    'version', i.version,
    'coordinates', case when i.geom is null then null else jsonb_build_array(st_x(i.geom), st_y(i.geom)) end,
    'sectorId', sector_at(i.region_id, i.geom),
    'createdAt', i.created_at,
    'closedAt', i.closed_at,
    'outcome', i.outcome,
    'joinedIntoId', (select j.into_id from incident_join j where j.incident_id = i.id and j.undone_at is null),
    'isTraining', i.is_training,
    'needs', to_jsonb(i.needs),
    'patientCount', (
      -- Of the incident and of those joined to it.
      with recursive member as (
        select i.id
        union all
        select j.incident_id from member m join incident_join j on j.into_id = m.id and j.undone_at is null
      )
      select count(*) from member m join patient p on p.incident_id = m.id and p.removed_at is null
    ),
    'triage', t.view,
    'detail', jsonb_build_object('addressText', d.address_text, 'notes', d.notes, 'locationSource', d.location_source),
    'assignments', coalesce(a.views, '[]')
  ) as view
from chosen c
join incident i on i.id = c.id
join incident_detail d on d.incident_id = i.id and d.version = i.version
left join lateral (
  select
    jsonb_agg(
      jsonb_build_object(
        'id', s.id, 'regionId', s.region_id, 'incidentId', s.incident_id, 'incidentNumber', i.number,
        'unitId', s.unit_id, 'callSign', u.call_sign, 'status', s.status,
        'destinationFacilityId', s.destination_facility_id, 'recommendationId', s.recommendation_id,
        'recommendedRank', s.recommended_rank,
        'followsAssignmentId', (
          select e.id from assignment e where e.followed_by_id = s.id order by e.ended_at desc limit 1
        ),
        'createdAt', s.created_at, 'endedAt', s.ended_at, 'endCause', s.end_cause,
        'followedBy', (
          select jsonb_build_object(
            'assignmentId', n.id, 'incidentId', n.incident_id, 'incidentNumber', ni.number,
            'unitId', n.unit_id, 'callSign', nu.call_sign
          )
          from assignment n
          join incident ni on ni.id = n.incident_id
          join unit nu on nu.id = n.unit_id
          where n.id = s.followed_by_id
        ),
        'steps', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'status', p.status, 'pressedAt', p.pressed_at, 'geofencedAt', p.geofenced_at, 'recordedAt', p.recorded_at
          ) order by p.recorded_at, p.pressed_at), '[]')
          from assignment_step p where p.assignment_id = s.id
        )
      ) order by s.created_at, s.id
    ) as views
  from assignment s
  join unit u on u.id = s.unit_id
  where s.incident_id = i.id
) a on true
left join lateral (
  select jsonb_build_object(
    'version', g.version, 'treeCategory', g.tree_category, 'treeVersion', g.tree_version,
    'category', g.category, 'priority', g.priority, 'isOverridden', g.override_reason is not null, 'at', g.at
  ) as view
  from incident_triage g
  where g.incident_id = i.id
  order by g.version desc
  limit 1
) t on true
order by
  i.state = 'closed',
  c.is_covered,
  case when i.state = 'open' then i.priority end,
  case when i.state = 'open' then i.created_at end,
  i.created_at desc
limit $4::int
