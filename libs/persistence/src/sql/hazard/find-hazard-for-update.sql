select
  h.id, h.region_id as "regionId", h.version, h.removed_at as "removedAt", h.valid_until as "validUntil",
  h.review_at as "reviewAt", st_x(h.geom) as lon, st_y(h.geom) as lat, d.kind, d.text, d.address_text as "addressText",
  d.location_source as "locationSource"
from premise_hazard h
join premise_hazard_detail d on d.hazard_id = h.id and d.version = h.version
where h.id = $1::uuid
for no key update of h
