-- After $2 up to $3, of the kinds in $4.
select seq::int, at, kind, subject_id as "subjectId", payload
from journal
where region_id = $1::text and seq > $2::bigint and seq <= $3::bigint and kind = any ($4::text[])
order by seq
