select command_id as "commandId", actor_id as "actorId", encode(body_hash, 'hex') as "bodyHash", result
from command_log
where command_id = $1::uuid
