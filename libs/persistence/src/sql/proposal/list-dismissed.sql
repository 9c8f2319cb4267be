-- The last dismissal of each subject.
select distinct on (kind, subject) kind, subject, saved_weighted_seconds as "savedWeightedSeconds"
from proposal
where region_id = $1::text and state = 'dismissed' and settled_at >= $2::timestamptz
order by kind, subject, settled_at desc
