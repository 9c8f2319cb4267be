-- Of a region ($1), or one ($2).
select
  d.id, d.region_id as "regionId", d.name, d.protocol,
  case when d.public_key is null then 'tracker' else 'tablet' end as kind,
  case when v.id is null then null else jsonb_build_object('id', v.id, 'plate', v.plate) end as vehicle,
  d.enrolled_at as "enrolledAt", d.last_seen_at as "lastSeenAt", d.clock_offset_ms as "clockOffsetMs",
  d.revoked_at as "revokedAt"
from device d
left join vehicle v on v.id = d.vehicle_id
where case when $2::uuid is not null then d.id = $2::uuid else d.region_id = $1::text end
order by d.revoked_at is not null, kind, v.plate, d.name
limit 2000
