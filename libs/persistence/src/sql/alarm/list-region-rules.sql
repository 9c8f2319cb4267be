-- What the timers of each region ($1) go by: its newest limits, standards and response plan, or nothing where it has none.
select
  r.id as "regionId", r.settings ->> 'policyCountry' as "policyCountry", r.time_zone as "timeZone", r.currency, r.languages,
  t.limits, p.content as standards, q.content as plan
from region r
left join lateral (
  select s.limits from timer_settings s where s.region_id = r.id order by s.version desc limit 1
) t on true
left join lateral (
  select v.content
  from policy_version v
  where v.region_id = r.id and v.kind = 'standards' and v.category = ''
  order by v.version desc
  limit 1
) p on true
left join lateral (
  select v.content
  from policy_version v
  where v.region_id = r.id and v.kind = 'responsePlan' and v.category = ''
  order by v.version desc
  limit 1
) q on true
where r.id = any ($1::text[])
