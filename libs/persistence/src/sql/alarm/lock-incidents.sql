-- One that is being changed just now is left for the next round.
select id
from incident
where id = any ($1::uuid[])
for no key update skip locked
