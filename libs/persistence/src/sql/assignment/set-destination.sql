update assignment
set destination_facility_id = $2::uuid
where id = $1::uuid
