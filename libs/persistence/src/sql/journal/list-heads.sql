select region_id as "regionId", seq::int
from journal_head
