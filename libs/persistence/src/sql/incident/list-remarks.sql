select r.id, r.at, u.display_name as "authorName", r.text
from remark r
join user_account u on u.id = r.author_id
where r.incident_id = $1::uuid
order by r.at, r.id
