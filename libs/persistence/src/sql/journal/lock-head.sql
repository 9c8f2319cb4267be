select seq, hash
from journal_head
where region_id = $1::text
for update
