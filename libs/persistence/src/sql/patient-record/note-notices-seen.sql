insert into access_log (user_id, region_id, subject_type, subject_id, action)
select $1::uuid, $2::text, 'patientRecord', record.id, 'viewNotice'
from unnest($3::uuid[]) as record (id)
where not exists (
  select 1 from access_log l
  where l.subject_id = record.id and l.user_id = $1::uuid and l.action = 'viewNotice' and l.at > now() - interval '1 hour'
)
