delete from coverage_cell where region_id = $1::text
