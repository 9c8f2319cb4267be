-- The nearest neighbourhood and town of each cell of about 250 m that holds anything to be found.
create unlogged table locality as
with cell as (
  select distinct floor(st_x(geom) * 400)::int as cx, floor(st_y(geom) * 400)::int as cy
  from (
    select geom from stage_address
    union all select geom from stage_place
    union all select geom from stage_facility
    union all select geom from stage_street
  ) g
), point as (
  select cx, cy, st_setsrid(st_makepoint((cx + 0.5) / 400, (cy + 0.5) / 400), 4326) as geom from cell
),
-- What the addresses around say beats any guess by distance.
city_near as (
  select floor(st_x(geom) * 100)::int as cx, floor(st_y(geom) * 100)::int as cy, mode() within group (order by city) as city
  from stage_address
  where city is not null
  group by 1, 2
)
select p.cx, p.cy, suburb.name as suburb, coalesce(c.city, town.name) as town
from point p
left join city_near c on c.cx = floor(p.cx / 4.0)::int and c.cy = floor(p.cy / 4.0)::int
left join lateral (
  select s.name
  from stage_place s
  where s.is_settlement and s.kind in ('suburb', 'borough', 'quarter', 'neighbourhood')
    and st_dwithin(s.geom, p.geom, 0.02)
  order by s.geom <-> p.geom
  limit 1
) suburb on true
left join lateral (
  -- A city reaches further than a hamlet does.
  select n.name
  from (
    select s.name, s.kind, s.geom
    from stage_place s
    where s.is_settlement and s.kind in ('city', 'town', 'village', 'hamlet', 'municipality')
    order by s.geom <-> p.geom
    limit 12
  ) n
  where st_dwithin(n.geom, p.geom, 0.2)
  order by st_distance(n.geom, p.geom)
    / (case n.kind when 'city' then 8 when 'town' then 3 when 'village' then 1.5 else 1 end)
  limit 1
) town on true
