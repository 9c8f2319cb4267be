-- Every distinct text that the search text of places is made of.
select street as raw from stage_address
union select trim(n) from stage_address, string_to_table(translate(housenumber, ';', ','), ',') n
union select suburb from stage_address where suburb is not null
union select city from stage_address where city is not null
union select name from stage_place
union select other_names from stage_place where other_names is not null
union select name from stage_facility where name is not null
union select other_names from stage_facility where other_names is not null
union select name from stage_road where name is not null
union select other_names from stage_road where other_names is not null
