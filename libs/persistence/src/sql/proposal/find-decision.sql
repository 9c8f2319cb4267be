select
  decided_at as at, waiting_incidents as "waitingIncidents", considered_incidents as "consideredIncidents", units,
  compute_milliseconds as "computeMilliseconds"
from joint_decision
where region_id = $1::text and decided_at is not null
