-- The region's vehicle of this plate, added when nobody knew it.
insert into vehicle (id, region_id, plate)
values ($1::uuid, $2::text, $3::text)
on conflict (region_id, plate) do update set plate = excluded.plate
returning id
