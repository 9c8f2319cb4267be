-- Was a crew ever signed on to the unit with this device?
select 1 from tablet_sign_on where device_id = $1::uuid and unit_id = $2::uuid limit 1
