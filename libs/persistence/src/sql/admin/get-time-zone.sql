select time_zone as "timeZone" from region where id = $1::text
