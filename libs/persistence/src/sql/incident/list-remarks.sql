-- By id ($1), or those of an incident ($2), oldest first.
select r.id, r.at, u.display_name as "authorName", r.text
from remark r
join user_account u on u.id = r.author_id
where case when $1::uuid[] is not null then r.id = any ($1::uuid[]) else r.incident_id = $2::uuid end
order by r.at, r.id
