import type { RunView } from '#contracts';
import type { AssignmentStatus } from '#domain';
import type { Queryable } from './pool.ts';
import listRunsSql from './sql/run/list-runs.sql';

interface RunRow {
  assignmentId: string;
  regionId: string;
  unitId: string;
  incidentId: string;
  status: AssignmentStatus;
  priority: number;
  mapId: number;
  leg: RunView['leg'];
  to: [number, number];
}

/** Every assignment of every region whose unit drives somewhere now. */
export async function listDrivingUnits(db: Queryable): Promise<RunRow[]> {
  return (await db.query<RunRow>(listRunsSql)).rows;
}
