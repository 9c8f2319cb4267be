update map_pack set failed_at = now(), failures = failures + 1, progress = 0 where id = $1::uuid and made_at is null
