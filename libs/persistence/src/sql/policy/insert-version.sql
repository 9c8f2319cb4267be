-- Waits for an editor who saves the same version this moment, and then writes nothing.
insert into policy_version (region_id, kind, category, version, content, note, created_at, created_by)
values ($1::text, $2::text, $3::text, $4::int, $5::jsonb, $6::text, $7::timestamptz, $8::uuid)
on conflict do nothing
