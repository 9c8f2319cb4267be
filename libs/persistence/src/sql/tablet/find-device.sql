select
  d.id, d.region_id as "regionId", d.vehicle_id as "vehicleId", v.plate, d.public_key as "publicKey",
  d.revoked_at as "revokedAt"
from device d
left join vehicle v on v.id = d.vehicle_id
where d.id = $1::uuid and d.public_key is not null
