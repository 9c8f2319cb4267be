insert into coverage_demand (
  region_id, version, made_at, map_version, cell_meters, basis, incident_weight,
  busy_fraction, unit_hours, assignment_hours, assignments
)
values (
  $1::text, 1, $2::timestamptz, $3::int, $4::real, $5::text, $6::real, $7::real, $8::real, $9::real, $10::int
)
on conflict (region_id) do update set
  version = coverage_demand.version + 1, made_at = excluded.made_at, map_version = excluded.map_version,
  cell_meters = excluded.cell_meters, basis = excluded.basis, incident_weight = excluded.incident_weight,
  busy_fraction = excluded.busy_fraction, unit_hours = excluded.unit_hours,
  assignment_hours = excluded.assignment_hours, assignments = excluded.assignments
