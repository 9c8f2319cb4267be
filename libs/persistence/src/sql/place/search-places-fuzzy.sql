-- Misspelt or abbreviated words: $1 map; $2 the words typed, without a house number; $3 `like` pattern of the longest of them;
-- $4 the house number, or null; $5, $6 lon and lat to prefer, or null; $7 limit.
with close as (
  select p.id, p.kind, p.label, p.context, p.search_text, p.weight, p.geom, word_similarity($2::text, split_part(p.search_text, E'\n', 1)) as likeness
  from place p
  where p.map_id = $1::int and p.kind <> 'address' and ($2::text <% p.search_text or p.search_text like $3::text)
  order by likeness desc, p.weight desc
  limit 60
),
street as (
  select split_part(search_text, E'\n', 1) as label, max(likeness) as likeness
  from close
  where kind = 'street' and $4::text is not null
  group by 1
  order by likeness desc, max(weight) desc
  limit 16
),
numbered as (
  select a.id, a.kind, a.label, a.context, a.search_text, a.weight, a.geom, s.likeness
  from street s
  cross join lateral (
    select a.*
    from place a
    where a.map_id = $1::int and a.kind = 'address'
      and a.search_text ~>=~ (s.label || ' ' || $4::text)
      and a.search_text ~<~ (s.label || ' ' || $4::text || U&'\FFFD')
    order by a.search_text using ~<~
    limit 3
  ) a
),
found as (
  select id, kind, label, context, weight + 1 as weight, geom, likeness from numbered
  union all
  select id, kind, label, context, weight, geom, likeness from close
),
single as (
  select f.*, row_number() over (partition by kind, label, context order by weight desc, id) as nth from found f
)
select id, kind, label, context, st_x(geom) as lon, st_y(geom) as lat
from single
where nth = 1
order by
  likeness + weight / 2
    - case when $5::float8 is null then 0
        else least(0.5, st_distance(geom, st_setsrid(st_makepoint($5::float8, $6::float8), 4326)) / 0.4) end desc,
  length(label),
  id
limit $7::int
