-- What was written of each incident in the version named, what its answers had given by then, how many patients it had at $6
-- (without those of incidents joined to it), and in which of today's sectors of region $7 it lay.
select
  n.incident_id as "incidentId",
  jsonb_build_object('addressText', d.address_text, 'notes', d.notes, 'locationSource', d.location_source) as detail,
  case when g.incident_id is null then null else jsonb_build_object(
    'version', g.version, 'treeCategory', g.tree_category, 'treeVersion', g.tree_version,
    'category', g.category, 'priority', g.priority, 'isOverridden', g.override_reason is not null, 'at', g.at
  ) end as triage,
  (
    select count(*)::int
    from patient p
    where
      p.incident_id = n.incident_id and p.created_at <= $6::timestamptz
      and (p.removed_at is null or p.removed_at > $6::timestamptz)
  ) as "patientCount",
  sector_at($7::text, st_setsrid(st_makepoint(n.lon, n.lat), 4326)) as "sectorId"
from unnest($1::uuid[], $2::int[], $3::int[], $4::float8[], $5::float8[]) as n (incident_id, version, triage_version, lon, lat)
join lateral (
  select w.address_text, w.notes, w.location_source
  from incident_detail w
  where w.incident_id = n.incident_id and w.version <= n.version
  order by w.version desc
  limit 1
) d on true
left join incident_triage g on g.incident_id = n.incident_id and g.version = n.triage_version
