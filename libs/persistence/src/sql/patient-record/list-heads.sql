select
  id as "recordId", incident_id as "incidentId", assignment_id as "assignmentId", patient_id as "patientId",
  version, written_at as "writtenAt", is_sealed as "isClosed"
from patient_record
where incident_id = $1::uuid and version > 0
order by begun_at, id
limit 500
