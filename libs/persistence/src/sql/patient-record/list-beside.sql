-- Records of an incident ($2), or one record ($3), whose runs are open, for the crew signed on at a tablet ($1) that is on the
-- same incident itself.
select
  r.id as "recordId", r.incident_id as "incidentId", r.assignment_id as "assignmentId", r.patient_id as "patientId",
  r.version, r.written_at as "writtenAt", r.is_sealed as "isClosed", u.call_sign as "callSign"
from tablet_sign_on s
join assignment o on o.unit_id = s.unit_id and o.is_active
join patient_record r on r.incident_id = o.incident_id and r.version > 0
join assignment a on a.id = r.assignment_id and a.ended_at is null
join unit u on u.id = a.unit_id
where
  s.device_id = $1::uuid and s.ended_at is null
  and ($2::uuid is null or r.incident_id = $2::uuid) and ($3::uuid is null or r.id = $3::uuid)
order by r.begun_at, r.id
limit 500
