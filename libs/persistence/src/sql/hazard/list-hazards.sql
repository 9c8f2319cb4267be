-- Of a region, those to be looked at again first; with $2 only those that hold at $3. At most $4.
select
  h.id, h.region_id as "regionId", d.kind, d.text, d.address_text as "addressText", st_x(h.geom) as lon, st_y(h.geom) as lat,
  h.version, h.valid_until as "validUntil", h.review_at as "reviewAt", d.written_at as "writtenAt",
  u.display_name as "writtenByName", h.removed_at as "removedAt"
from premise_hazard h
join premise_hazard_detail d on d.hazard_id = h.id and d.version = h.version
join user_account u on u.id = d.written_by
where
  h.region_id = $1::text
  and (
    not $2::boolean
    or (h.removed_at is null and (h.valid_until is null or h.valid_until > $3::timestamptz))
  )
order by h.removed_at is not null, h.review_at, h.id
limit $4::int
