-- What an attempt that was cut off left of pack $1.
with cleared as (
  delete from map_pack_part where pack_id = $1::uuid
)
update map_pack set progress = 0 where id = $1::uuid and made_at is null
returning id
