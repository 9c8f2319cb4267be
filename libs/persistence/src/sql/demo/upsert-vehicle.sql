insert into vehicle (id, region_id, plate, en1789_class, capabilities)
values ($1::uuid, $2::text, $3::text, $4::text, $5::text[])
on conflict (region_id, plate) do update set en1789_class = excluded.en1789_class
returning id
