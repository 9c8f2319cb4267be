select
  a.id, a.region_id as "regionId", n.region_id as "unitRegionId", n.call_sign as "callSign",
  a.incident_id as "incidentId", i.number as "incidentNumber", a.created_at as "createdAt",
  coalesce(u.display_name, '') as "createdByName"
from assignment a
join unit n on n.id = a.unit_id
join incident i on i.id = a.incident_id
left join user_account u on u.id = a.created_by
where a.unit_id = $1::uuid and a.is_active
