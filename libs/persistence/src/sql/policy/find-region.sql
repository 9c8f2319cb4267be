select
  id, map_id as "mapId", time_zone as "timeZone", currency, languages, is_training as "isTraining",
  settings ->> 'policyCountry' as "policyCountry"
from region
where id = $1::text
