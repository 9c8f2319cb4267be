insert into stage_text (raw, norm, latin)
select * from unnest($1::text[], $2::text[], $3::text[])
