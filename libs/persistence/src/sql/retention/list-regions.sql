select
  id, settings ->> 'policyCountry' as "policyCountry", time_zone as "timeZone", currency, languages,
  coalesce(settings -> 'retentionDays', '{}') as own
from region
order by id
