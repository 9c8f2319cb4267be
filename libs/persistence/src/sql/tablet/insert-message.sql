with sent as (
  insert into unit_message (id, region_id, unit_id, is_from_unit, author_id, incident_id, at)
  values (
    $1::uuid, $2::text, $3::uuid, $4::boolean, (select id from user_account where id = $5::uuid),
    (select id from incident where id = $6::uuid), $7::timestamptz
  )
  on conflict (id) do nothing
  returning id
)
insert into unit_message_text (message_id, text)
select id, $8::text from sent
