select d.address_text as "addressText", d.notes, d.location_source as "locationSource"
from incident i
join incident_detail d on d.incident_id = i.id and d.version = i.version
where i.id = $1::uuid
