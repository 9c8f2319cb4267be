select relation_id as "relationId", kind, from_way as "fromWay", via_node as "viaNode", via_ways::float8[] as "viaWays",
  to_way as "toWay", excepted
from turn_restriction
where map_id = $1::int
order by relation_id, from_way, to_way
