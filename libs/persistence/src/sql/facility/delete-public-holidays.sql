delete from public_holiday
where region_id = $1::text and extract(year from day) = $2::int
