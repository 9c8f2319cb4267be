insert into history_state (region_id, seq, version, state)
values ($1::text, $2::bigint, $3::int, $4::json)
on conflict (region_id, seq) do nothing
