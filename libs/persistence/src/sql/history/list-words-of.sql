-- What units ($1), incidents ($2), facilities ($3) and remarks ($4) are called or say, and the limits of alarms ($5).
select id, call_sign as text from unit where id = any ($1::uuid[])
union all select id, number::text from incident where id = any ($2::uuid[])
union all select id, name from facility where id = any ($3::uuid[])
union all select id, text from remark where id = any ($4::uuid[])
union all select id, limit_seconds::text from alarm where id = any ($5::uuid[])
