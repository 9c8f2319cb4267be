-- No row when another version is in force by now. A country of null goes back to that of the region's preset.
update region
set
  version = version + 1, name = $3::text, languages = $4::text[],
  settings = (settings - 'policyCountry')
    || jsonb_build_object('totpRoles', $6::jsonb)
    || case when $5::text is null then '{}'::jsonb else jsonb_build_object('policyCountry', $5::text) end
where id = $1::text and version = $2::int
returning version
