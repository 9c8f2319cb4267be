insert into map_pack_part (pack_id, part, sha256, bytes)
values ($1::uuid, $2::int, $3::bytea, $4::bytea)
on conflict (pack_id, part) do update set sha256 = excluded.sha256, bytes = excluded.bytes
