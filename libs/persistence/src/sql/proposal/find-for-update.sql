select
  p.id, p.region_id as "regionId", p.kind, p.state, p.version, p.sends, p.releases,
  (select d.decided_at from joint_decision d where d.region_id = p.region_id) as "decidedAt"
from proposal p
where p.id = $1::uuid
for update of p
