select id, protocol, external_id as "externalId", secret_hash as "secretHash", vehicle_id as "vehicleId"
from device
where revoked_at is null
