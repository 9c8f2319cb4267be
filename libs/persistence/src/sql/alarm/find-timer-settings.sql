-- The newest version of a region.
select s.region_id as "regionId", s.version, s.limits, s.changed_at as "changedAt", u.display_name as "changedByName"
from timer_settings s
join user_account u on u.id = s.changed_by
where s.region_id = $1::text
order by s.version desc
limit 1
