-- That hold at $2 in a region ($1): in a box of degrees ($3 to $4, $5 to $6; null: none), or with the same address ($7,
-- empty: none).
select
  h.id, h.region_id as "regionId", d.kind, d.text, d.address_text as "addressText", st_x(h.geom) as lon, st_y(h.geom) as lat,
  h.version, h.valid_until as "validUntil", h.review_at as "reviewAt", d.written_at as "writtenAt",
  u.display_name as "writtenByName", h.removed_at as "removedAt", d.address_key = $7::text and $7::text <> '' as "isSameAddress"
from premise_hazard h
join premise_hazard_detail d on d.hazard_id = h.id and d.version = h.version
join user_account u on u.id = d.written_by
where
  h.region_id = $1::text
  and h.removed_at is null
  and (h.valid_until is null or h.valid_until > $2::timestamptz)
  and (
    h.geom && st_makeenvelope($3::float8, $5::float8, $4::float8, $6::float8, 4326)
    or ($7::text <> '' and d.address_key = $7::text)
  )
order by h.created_at, h.id
limit 200
