-- The journal row after which $2 falls, and the first row of all. Rows carry the time at which their command began, so
-- that of two at about the same time the later row may carry the earlier time; no command takes as long as this.
select
  coalesce((
    select max(j.seq)
    from journal j
    where
      j.region_id = $1::text and j.at <= $2::timestamptz
      and j.at > (select max(l.at) from journal l where l.region_id = $1::text and l.at <= $2::timestamptz) - interval '30 seconds'
  ), 0)::int as seq,
  (select min(f.at) from journal f where f.region_id = $1::text and f.seq <= 100) as "firstAt"
