select
  t.incident_id as "incidentId", t.version, t.tree_category as "treeCategory", t.tree_version as "treeVersion",
  t.answers, t.category, t.priority, t.needs, t.at, u.display_name as "byName",
  t.override_category as "overrideCategory", t.override_priority as "overridePriority",
  t.override_reason as "overrideReason"
from incident_triage t
join user_account u on u.id = t.by
where t.incident_id = $1::uuid
order by t.version desc
