select
  j.region_id as "regionId", j.seq::int, j.at, j.actor_id as "actorId", j.actor_kind as "actorKind", j.kind,
  j.subject_type as "subjectType", j.subject_id as "subjectId", j.payload,
  j.prev_hash as "prevHash", j.hash, u.display_name as "actorName"
from journal j
left join user_account u on u.id = j.actor_id
where j.region_id = $1::text and j.seq > $2::bigint
order by j.seq
limit $3::int
