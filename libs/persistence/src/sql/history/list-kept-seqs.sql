-- Each region's head, and how far its kept states reach.
select
  h.region_id as "regionId", h.seq::int,
  coalesce((select max(s.seq) from history_state s where s.region_id = h.region_id and s.version = $1::int), 0)::int as "keptSeq"
from journal_head h
