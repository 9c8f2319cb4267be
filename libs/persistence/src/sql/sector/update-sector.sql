update sector
set
  version = version + 1,
  name = coalesce($2::text, name),
  geom = case when $3::jsonb is null then geom else
    st_setsrid(st_multi(st_geomfromgeojson(jsonb_build_object('type', 'Polygon', 'coordinates', $3::jsonb))), 4326)
  end
where id = $1::uuid
