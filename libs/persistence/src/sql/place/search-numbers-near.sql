-- Addresses of a street whose numbers are close to one that it does not have: $1 map; $2 the words beside the number, with a
-- leading space; $3 `like` pattern of the longest of them; $4 patterns of all; $5 the number; $6, $7 ranges of numbers to look
-- in, each of numbers of one length, so that they sort as texts do; $8, $9 lon and lat to prefer, or null; $10 limit.
with street as (
  select distinct split_part(p.search_text, E'\n', 1) as label
  from (
    select p.search_text
    from place p
    where p.map_id = $1::int and p.kind <> 'address' and p.kind = 'street'
      and p.search_text like $3::text and p.search_text like all ($4::text[])
    order by p.weight desc
    limit 30
  ) p
),
found as (
  select
    a.*, s.label as street,
    substring(substr(a.search_text, length(s.label) + 2) from '^\d{1,9}')::int as number
  from street s
  cross join unnest($6::int[], $7::int[]) r (lowest, highest)
  cross join lateral (
    select a.id, a.kind, a.label, a.context, a.search_text, a.weight, a.geom
    from place a
    where a.map_id = $1::int and a.kind = 'address'
      and a.search_text ~>=~ (s.label || ' ' || r.lowest)
      and a.search_text ~<~ (s.label || ' ' || r.highest || U&'\FFFD')
  ) a
  where substring(substr(a.search_text, length(s.label) + 2) from '^\d{1,9}')::int between r.lowest and r.highest
),
measured as (
  select
    f.*,
    -- Most streets have even numbers on one side and odd ones on the other; what is far away is another street of that name.
    abs(number - $5::int) + case when (number - $5::int) % 2 = 0 then 0 else 10 end
      + case when $8::float8 is null then 0
          else 200 * least(1, st_distance(geom, st_setsrid(st_makepoint($8::float8, $9::float8), 4326)) / 0.2)
        end as farness
  from found f
),
ranked as (
  -- One house is often several objects of the map.
  select m.*, row_number() over (partition by label, context order by farness, id) as nth
  from measured m
)
select id, kind, label, context, st_x(geom) as lon, st_y(geom) as lat
from ranked
where nth = 1
order by (street = $2::text) desc, starts_with(street, $2::text) desc, farness, label, id
limit $10::int
