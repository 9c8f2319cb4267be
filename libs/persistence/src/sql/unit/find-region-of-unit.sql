select region_id as "regionId" from unit where id = $1::uuid
