select
  a.id, a.incident_id as "incidentId", i.number as "incidentNumber", a.created_at as "createdAt",
  u.display_name as "createdByName"
from assignment a
join incident i on i.id = a.incident_id
join user_account u on u.id = a.created_by
where a.unit_id = $1::uuid and a.is_active
