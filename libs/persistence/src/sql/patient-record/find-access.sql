-- A record with what decides whether a user ($2) may read it: was the user of the crew of the run, and for which facilities
-- that it goes to, or that opened it by its code, does the user speak.
select
  r.region_id as "regionId", a.ended_at as "runEndedAt",
  exists (
    select 1
    from unit_crew_binding b
    join crew_shift_member m on m.crew_shift_id = b.crew_shift_id
    where b.unit_id = a.unit_id and m.user_id = $2::uuid
      and b.bound && tstzrange(a.created_at, coalesce(a.ended_at, $3::timestamptz), '[]')
  ) as "isOfCrew",
  array (
    select f.region_id
    from facility_member m
    join facility f on f.id = m.facility_id
    where m.user_id = $2::uuid and (
      f.id = a.destination_facility_id
      or f.id in (select g.facility_id from patient_record_grant g where g.record_id = r.id)
    )
  ) as "facilityRegionIds"
from patient_record r
join assignment a on a.id = r.assignment_id
where r.id = $1::uuid and r.version > 0
