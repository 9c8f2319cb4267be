-- $4 to $7: west, south, east, north.
insert into coverage_cell (region_id, cell, lon, lat, bounds, demand)
select $1::text, nth - 1, lon, lat, array[west, south, east, north], demand
from unnest(
  $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::float8[], $8::float8[]
) with ordinality as cell (lon, lat, west, south, east, north, demand, nth)
