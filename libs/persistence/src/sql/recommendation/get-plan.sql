select
  r.settings ->> 'policyCountry' as "policyCountry", r.time_zone as "timeZone", r.currency, r.languages,
  p.version, p.content
from region r
left join lateral (
  select version, content
  from policy_version
  where region_id = r.id and kind = 'responsePlan'
  order by version desc
  limit 1
) p on true
where r.id = $1::text
