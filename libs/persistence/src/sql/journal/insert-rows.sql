with head as (
  update journal_head
  set seq = $12::bigint, hash = $13::bytea
  where region_id = $1::text
)
insert into journal (region_id, seq, at, actor_id, actor_kind, kind, subject_type, subject_id, payload, prev_hash, hash)
select $1::text, row.*
from unnest(
  $2::bigint[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bytea[], $11::bytea[]
) as row
