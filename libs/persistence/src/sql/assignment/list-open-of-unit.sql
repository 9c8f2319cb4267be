-- Asked after the unit is locked. The active one first, then the reserved ones, first made first.
select
  a.id, a.region_id as "regionId", a.incident_id as "incidentId", i.number as "incidentNumber", a.status, a.is_active as "isActive",
  a.created_at as "createdAt", coalesce(u.display_name, '') as "createdByName"
from assignment a
join incident i on i.id = a.incident_id
left join user_account u on u.id = a.created_by
where a.unit_id = $1::uuid and a.ended_at is null
order by a.is_active desc, a.created_at, a.id
