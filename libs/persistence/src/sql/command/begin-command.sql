select command_id as "commandId", actor_id as "actorId", body_hash as "bodyHash", result
from begin_command($1::uuid)
