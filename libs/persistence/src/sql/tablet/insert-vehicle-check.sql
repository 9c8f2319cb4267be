with checked as (
  insert into vehicle_check (id, vehicle_id, sign_on_id, at, item_keys)
  values ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::text[])
  returning id, vehicle_id, at
)
insert into vehicle_defect (id, vehicle_id, check_id, item_key, words, reported_at)
select d.id, c.vehicle_id, c.id, d.item_key, d.words, c.at
from checked c, unnest($6::uuid[], $7::text[], $8::text[]) as d (id, item_key, words)
