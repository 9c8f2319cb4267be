-- Unless somebody has set one.
update region
set settings = settings || jsonb_build_object('controlRoomPhone', $2::text)
where id = $1::text and settings ->> 'controlRoomPhone' is null
