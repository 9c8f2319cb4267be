-- The units of $3 with their places in the recommendation, 1 the first; null for those that it rejected. No row when it
-- is of another incident.
select u.unit_id as "unitId", c.rank::int
from recommendation r
cross join unnest($3::uuid[]) as u (unit_id)
left join lateral json_array_elements_text(r.answer -> 'candidates') with ordinality as c (unit_id, rank)
  on c.unit_id = u.unit_id::text
where r.id = $1::uuid and r.incident_id = $2::uuid
