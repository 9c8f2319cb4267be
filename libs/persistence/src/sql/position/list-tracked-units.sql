-- With the regions that a unit of another region works for, or is reserved in.
select
  u.id as "unitId", u.region_id as "regionId", r.map_id as "mapId", u.frame_key as "frameKey", b.vehicle_id as "vehicleId",
  coalesce(h.region_ids, '{}') as "helpedRegionIds"
from unit u
join region r on r.id = u.region_id
left join unit_vehicle_binding b on b.unit_id = u.id and b.bound @> now()
left join (
  select a.unit_id, array_agg(distinct a.region_id) as region_ids
  from assignment a
  join unit n on n.id = a.unit_id
  where a.ended_at is null and a.region_id <> n.region_id
  group by a.unit_id
) h on h.unit_id = u.id
where u.retired_at is null
order by u.region_id, u.call_sign
