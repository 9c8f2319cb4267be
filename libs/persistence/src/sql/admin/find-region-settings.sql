select
  r.id, r.version, r.name, r.languages, r.settings ->> 'policyCountry' as "policyCountry",
  coalesce(r.settings -> 'totpRoles', '[]') as "totpRoles", r.time_zone as "timeZone", r.currency, m.name as "mapName",
  r.is_training as "isTraining", r.settings ->> 'controlRoomPhone' as "controlRoomPhone",
  coalesce(r.settings -> 'retentionDays', '{}') as "retentionDays"
from region r
join map m on m.id = r.map_id
where r.id = $1::text
