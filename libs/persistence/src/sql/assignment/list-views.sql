-- By id ($1), or those of a region ($2), of some units ($3), or both, that have not ended.
select
  jsonb_build_object(
    'id', s.id, 'regionId', s.region_id, 'incidentId', s.incident_id, 'incidentNumber', i.number,
    'unitId', s.unit_id, 'callSign', u.call_sign, 'status', s.status,
    'destinationFacilityId', s.destination_facility_id, 'recommendationId', s.recommendation_id,
    'recommendedRank', s.recommended_rank, 'proposalId', s.proposal_id,
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
  ) as view,
  case when i.geom is null then null else array[st_x(i.geom), st_y(i.geom)] end as "incidentCoordinates"
from assignment s
join incident i on i.id = s.incident_id
join unit u on u.id = s.unit_id
where
  case
    when $1::uuid[] is not null then s.id = any ($1::uuid[])
    else
      s.ended_at is null and ($2::text is null or s.region_id = $2::text)
      and ($3::uuid[] is null or s.unit_id = any ($3::uuid[]))
  end
order by s.created_at, s.id
limit 500
