-- By id ($1), or those of a region ($2) that are in use.
select
  s.id, s.region_id as "regionId", s.name, s.version, s.removed_at is not null as "isRemoved",
  (
    select jsonb_agg(part.outline order by part.number)
    from (
      select d.path[1] as number, (
        -- The last corner of a ring repeats the first one.
        select jsonb_agg(jsonb_build_array(st_x(c.geom), st_y(c.geom)) order by c.path[1])
        from st_dumppoints(st_exteriorring(d.geom)) c
        where c.path[1] < st_npoints(st_exteriorring(d.geom))
      ) as outline
      from st_dump(s.geom) d
    ) part
  ) as outlines,
  case when h.user_id is null then null else jsonb_build_object(
    'userId', h.user_id, 'displayName', u.display_name,
    'sinceAt', to_char(h.since_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'isSignedIn', exists (
      select from session e where e.user_id = h.user_id and e.ended_at is null and e.expires_at > now()
    )
  ) end as holder
from sector s
left join sector_hold h on h.sector_id = s.id and h.until_at is null
left join user_account u on u.id = h.user_id
where case
  when $1::uuid[] is not null then s.id = any ($1::uuid[])
  else s.region_id = $2::text and s.removed_at is null
end
order by s.name, s.id
