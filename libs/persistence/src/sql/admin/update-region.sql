-- No row when another version is in force by now. A country of null goes back to that of the region's preset; retention of
-- null stays as it is.
update region
set
  version = version + 1, name = $3::text, languages = $4::text[],
  settings = (settings - 'policyCountry')
    || jsonb_build_object('totpRoles', $6::jsonb, 'controlRoomPhone', $7::text)
    || case when $8::jsonb is null then '{}'::jsonb else jsonb_build_object('retentionDays', $8::jsonb) end
    || case when $5::text is null then '{}'::jsonb else jsonb_build_object('policyCountry', $5::text) end
where id = $1::text and version = $2::int
returning version
