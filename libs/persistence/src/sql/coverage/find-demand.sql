select
  d.version, d.made_at as "madeAt", d.cell_meters as "cellMeters", d.basis, d.incident_weight as "incidentWeight",
  d.busy_fraction as "busyFraction", d.unit_hours as "unitHours", d.assignment_hours as "assignmentHours", d.assignments,
  (
    select coalesce(
      jsonb_agg(
        jsonb_build_object('center', jsonb_build_array(c.lon, c.lat), 'bounds', c.bounds, 'demand', c.demand)
        order by c.cell
      ),
      '[]'
    )
    from coverage_cell c
    where c.region_id = d.region_id
  ) as cells
from coverage_demand d
where d.region_id = $1::text
