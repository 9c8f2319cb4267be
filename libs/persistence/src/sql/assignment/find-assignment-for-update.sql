select
  id, region_id as "regionId", incident_id as "incidentId", unit_id as "unitId", status,
  destination_facility_id as "destinationFacilityId"
from assignment
where id = $1::uuid
for update
