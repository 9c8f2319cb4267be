select
  incident_id as "incidentId", version, tree_category as "treeCategory", tree_version as "treeVersion",
  answers, category, priority, needs, override_category as "overrideCategory",
  override_priority as "overridePriority", override_reason as "overrideReason"
from incident_triage
where incident_id = $1::uuid
order by version desc
limit 1
