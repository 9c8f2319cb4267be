select
  r.id, r.at, u.display_name as "askedByName", r.answer -> 'candidates' ->> 0 as "firstUnitId",
  json_array_length(coalesce(r.answer -> 'candidates', '[]'))::int as candidates
from recommendation r
left join user_account u on u.id = r.asked_by
where r.incident_id = $1::uuid
order by r.at
