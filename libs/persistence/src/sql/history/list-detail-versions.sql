select version, address_text as "address", notes, location_source as "locationSource"
from incident_detail
where incident_id = $1::uuid
order by version
