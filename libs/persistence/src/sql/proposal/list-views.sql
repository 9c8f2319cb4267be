-- By id ($1), or those of a region ($2), open ($3) or all, newest first.
select
  jsonb_build_object(
    'id', p.id, 'regionId', p.region_id, 'kind', p.kind, 'state', p.state, 'version', p.version,
    'createdAt', p.created_at, 'updatedAt', p.updated_at, 'settledAt', p.settled_at,
    'settledByName', u.display_name, 'sends', p.sends, 'releases', p.releases,
    'savedWeightedSeconds', p.saved_weighted_seconds, 'because', p.because
  ) as view
from proposal p
left join user_account u on u.id = p.settled_by
where
  case
    when $1::uuid[] is not null then p.id = any ($1::uuid[])
    else p.region_id = $2::text and (not $3::boolean or p.state = 'open')
  end
order by p.updated_at desc, p.id
limit $4::int
