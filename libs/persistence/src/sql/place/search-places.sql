-- $1 map; $2 what was typed, normalised, with a leading space; $3 `like` pattern of its longest word; $4 patterns of all words;
-- $5, $6, $7 for each way to read a number in it as a house number: the number, the longest word beside it, all words beside it
-- (joined by U+001F); $8, $9 lon and lat to prefer, or null; $10 limit.
-- House numbers are found by their street (a range of the B-tree), everything else by words (trigrams): scanning 205,000
-- addresses for the words of a street took 60 ms, this takes 2.
with split as (
  select * from unnest($5::text[], $6::text[], $7::text[]) s (number, longest, words)
),
street as (
  select distinct s.number, split_part(p.search_text, E'\n', 1) as label
  from split s
  cross join lateral (
    select p.search_text
    from place p
    where p.map_id = $1::int and p.kind <> 'address' and p.kind = 'street'
      and p.search_text like s.longest
      and p.search_text like all (string_to_array(s.words, E'\x1f'))
    order by p.weight desc
    limit 30
  ) p
),
numbered as (
  select a.*
  from street s
  cross join lateral (
    select a.id, a.kind, a.label, a.context, a.search_text, a.weight, a.geom
    from place a
    where a.map_id = $1::int and a.kind = 'address'
      and a.search_text ~>=~ (s.label || ' ' || s.number)
      and a.search_text ~<~ (s.label || ' ' || s.number || U&'\FFFD')
    order by a.search_text using ~<~
    limit 12
  ) a
),
typed_address as (
  select a.id, a.kind, a.label, a.context, a.search_text, a.weight, a.geom
  from place a
  where a.map_id = $1::int and a.kind = 'address'
    and a.search_text ~>=~ $2::text and a.search_text ~<~ ($2::text || U&'\FFFD')
    and cardinality($5::text[]) > 0
  order by a.search_text using ~<~
  limit 12
),
begun as (
  select p.id, p.kind, p.label, p.context, p.search_text, p.weight, p.geom
  from place p
  where p.map_id = $1::int and p.kind <> 'address'
    and p.search_text ~>=~ $2::text and p.search_text ~<~ ($2::text || U&'\FFFD')
  order by p.search_text using ~<~
  limit 200
),
worded as (
  select p.id, p.kind, p.label, p.context, p.search_text, p.weight, p.geom
  from place p
  where p.map_id = $1::int and p.kind <> 'address'
    and p.search_text like $3::text
    and p.search_text like all ($4::text[])
  -- Everything in a town holds the town's name: enough to choose from, and never a sort of the whole map.
  limit 1500
),
found as (
  select * from numbered
  union
  select * from typed_address
  union
  select * from begun
  union
  select * from worded
),
measured as (
  select
    f.*,
    split_part(f.search_text, E'\n', 1) as first_line,
    case when $8::float8 is null then 0
      else least(1, st_distance(f.geom, st_setsrid(st_makepoint($8::float8, $9::float8), 4326)) / 0.2)
    end as farness
  from found f
),
ranked as (
  -- One house is often several objects of the map.
  select m.*, row_number() over (partition by kind, label, context order by weight - farness desc, id) as nth
  from measured m
)
select id, kind, label, context, st_x(geom) as lon, st_y(geom) as lat
from ranked
where nth = 1
order by
  (first_line = $2::text) desc,
  -- Words of the name count for more than words of where it is.
  (select count(*) from unnest($4::text[]) word where first_line like word) desc,
  -- An address that was asked for by its number comes before a street that merely holds these words.
  (kind = 'address' and exists (
    select from split s
    where first_line like '% ' || s.number or first_line like s.number || ' %'
  )) desc,
  starts_with(first_line, $2::text) desc,
  weight - farness desc,
  length(label),
  search_text,
  id
limit $10::int
