select time_zone as "timeZone" from region where map_id = $1::int order by id limit 1
