-- Units of other regions that work on an incident, or are reserved for it, with the assignment.
select a.id as "assignmentId", a.region_id as "regionId", a.unit_id as "unitId", u.region_id as "unitRegionId"
from assignment a
join unit u on u.id = a.unit_id
where a.incident_id = $1::uuid and a.ended_at is null and u.region_id <> a.region_id
order by a.id
