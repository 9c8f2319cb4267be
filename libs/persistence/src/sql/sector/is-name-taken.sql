select 1 from sector
where region_id = $1::text and removed_at is null and lower(name) = lower($2::text) and id is distinct from $3::uuid
limit 1
