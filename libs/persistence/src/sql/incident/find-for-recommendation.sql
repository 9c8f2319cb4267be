select
  i.region_id as "regionId", r.map_id as "mapId", i.category, i.priority, i.needs, i.state,
  st_x(i.geom) as lon, st_y(i.geom) as lat, r.settings -> 'ranking' as "rankingSettings",
  -- An assignment that ended as available was carried out; one that was called off never counts.
  array(
    select jsonb_build_object('unitId', s.unit_id, 'capabilities', s.capabilities)
    from serving_unit s
    join assignment a on a.id = s.assignment_id
    where s.incident_id = i.id and a.status = 'available'
      and not exists (select from assignment b where b.incident_id = i.id and b.unit_id = a.unit_id and b.is_active)
    group by s.unit_id, s.capabilities
    order by s.unit_id
  ) as finished
from incident i
join region r on r.id = i.region_id
where i.id = $1::uuid
