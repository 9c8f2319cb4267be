select id, kind, subject, version, sends, releases, saved_weighted_seconds as "savedWeightedSeconds"
from proposal
where region_id = $1::text and state = 'open'
order by created_at, id
