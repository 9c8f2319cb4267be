-- Every region with what its coverage goes by, whether or not there are cells yet.
select
  r.id as "regionId", r.map_id as "mapId", m.version as "mapVersion", r.is_training as "isTraining",
  r.settings -> 'coverage' as "coverageSettings", r.settings -> 'ranking' as "rankingSettings",
  r.settings ->> 'policyCountry' as "policyCountry", r.time_zone as "timeZone", r.currency, r.languages,
  p.content as standards,
  case when m.bounds is null then null
    else array[st_xmin(m.bounds), st_ymin(m.bounds), st_xmax(m.bounds), st_ymax(m.bounds)]
  end as "mapBounds",
  d.version as "demandVersion", d.made_at as "madeAt", d.map_version as "demandMapVersion"
from region r
join map m on m.id = r.map_id
left join coverage_demand d on d.region_id = r.id
left join lateral (
  select v.content
  from policy_version v
  where v.region_id = r.id and v.kind = 'standards' and v.category = ''
  order by v.version desc
  limit 1
) p on true
order by r.is_training, r.id
