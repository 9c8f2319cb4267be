select seq::int, at, kind, subject_type as "subjectType", subject_id as "subjectId"
from journal
where region_id = $1::text and at > $2::timestamptz and at <= $3::timestamptz
order by seq
limit 20000
