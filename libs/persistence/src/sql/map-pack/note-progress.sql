update map_pack set progress = $2::real where id = $1::uuid
