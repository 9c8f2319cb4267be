-- What the land around groups of stations ($2 stations, $3 the group of each) is called, best first: the quarters or towns
-- nearest to each group's middle, then its stations.
with member as (
  select m.group_number, s.name, s.geom
  from unnest($2::uuid[], $3::int[]) as m (station_id, group_number)
  join station s on s.id = m.station_id
), middle as (
  select group_number, st_centroid(st_collect(geom)) as geom from member group by group_number
)
select m.group_number as "groupNumber", array_cat(near.names, (
  select array_agg(b.name order by b.geom <-> m.geom, b.name) from member b where b.group_number = m.group_number
)) as names
from middle m
cross join lateral (
  select coalesce(array_agg(n.label order by n.far, n.label), '{}') as names
  from (
    select p.label, p.geom <-> m.geom as far
    from place p
    join region r on r.id = $1::text and p.map_id = r.map_id
    -- Larger ones only: hamlets and single farms are places, too.
    where p.kind = 'place' and p.weight >= 0.6 and st_dwithin(p.geom, m.geom, 0.05)
    order by far, p.label
    limit 5
  ) n
) near
order by m.group_number
