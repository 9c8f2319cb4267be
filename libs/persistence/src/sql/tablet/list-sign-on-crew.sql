select u.id, u.display_name as "displayName", p.user_id is not null as "hasPin"
from user_account u
join user_role r on r.user_id = u.id and r.region_id = $1::text and r.role = 'crew'
left join crew_pin p on p.user_id = u.id
where u.disabled_at is null
order by u.display_name
limit 2000
