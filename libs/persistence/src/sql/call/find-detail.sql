select
  coalesce(caller_name, '') as "callerName", coalesce(caller_phone, '') as "callerPhone", coalesce(words, '') as words,
  coalesce(address_text, '') as "addressText"
from call_detail
where call_id = $1::uuid and version = $2::int
