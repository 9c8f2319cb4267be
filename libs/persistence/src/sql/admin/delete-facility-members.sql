delete from facility_member m
using facility f
where f.id = m.facility_id and m.user_id = $1::uuid and f.region_id = $2::text
