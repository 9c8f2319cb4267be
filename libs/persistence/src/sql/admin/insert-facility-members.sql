-- Facilities of other regions are left out.
insert into facility_member (user_id, facility_id)
select $1::uuid, f.id from facility f where f.id = any ($3::uuid[]) and f.region_id = $2::text and f.removed_at is null
