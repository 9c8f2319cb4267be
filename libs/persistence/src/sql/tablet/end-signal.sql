update crew_signal
set ended_at = greatest(raised_at, $2::timestamptz), ended_because = $3::text
where id = $1::uuid and ended_at is null
