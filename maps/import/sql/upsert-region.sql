insert into region (id, name, map_id, time_zone, currency, languages, is_training, settings)
values (
  $1::text, $2::text, $3::int, $4::text, $5::text, $6::text[], $7::boolean,
  case when $8::jsonb is null then '{}' else jsonb_build_object('area', $8::jsonb) end
)
on conflict (id) do update set
  name = excluded.name, map_id = excluded.map_id, time_zone = excluded.time_zone, currency = excluded.currency,
  languages = excluded.languages, is_training = excluded.is_training, settings = region.settings || excluded.settings
