-- As they were first written down.
select d.call_id as "callId", d.caller_name as "callerName", d.caller_phone as "callerPhone", d.words
from call_detail d
where d.call_id = any ($1::uuid[]) and d.version = 1
