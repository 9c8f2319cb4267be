select
  region_id as "regionId", incident_id as "incidentId",
  override_reason as "overrideReason", cancel_reason as "endReason"
from assignment
where id = $1::uuid
