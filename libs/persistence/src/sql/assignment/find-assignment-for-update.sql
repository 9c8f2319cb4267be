select
  a.id, a.region_id as "regionId", a.incident_id as "incidentId", a.unit_id as "unitId", a.status,
  a.destination_facility_id as "destinationFacilityId",
  (select u.region_id from unit u where u.id = a.unit_id) as "unitRegionId"
from assignment a
where a.id = $1::uuid
for update of a
