import {
  GEOFENCED_STATUSES,
  type AssignmentStatus,
  type Capability,
  type GeofencedStatus,
  type IncidentCategory,
  type LadderStatus,
  type Priority,
  type UnitResponse,
  type IncidentResponse,
  type TimeSpan,
} from '#domain';
import { type Pool, prepared } from './pool.ts';
import { listAlarmViews } from './alarms.ts';
import { listSectorViews } from './sectors.ts';
import listResponsesSql from './sql/supervision/list-responses.sql';
import listUnitHoursSql from './sql/supervision/list-unit-hours.sql';
import listWaitingSql from './sql/supervision/list-waiting.sql';
import { listUnitViews } from './views.ts';
import { createPolicyStore } from './policies.ts';

type StepTimes = readonly [status: AssignmentStatus, pressedAt: number | null, geofencedAt: number | null];

interface AssignmentRow {
  assignmentId: string;
  unitId: string;
  callSign: string;
  capabilities: Capability[];
  status: AssignmentStatus;
  steps: StepTimes[] | null;
}

interface ResponseRow extends Omit<IncidentResponse, 'assignments'> {
  createdText: string;
  assignments: AssignmentRow[];
}

/** Where a page of incidents ended. */
export interface ResponseCursor {
  readonly createdText: string;
  readonly incidentId: string;
}

const BEFORE_ALL: ResponseCursor = {
  createdText: '-infinity',
  incidentId: '00000000-0000-0000-0000-000000000000',
};

function toAssignment({ steps, ...assignment }: AssignmentRow): UnitResponse {
  const pressed: Partial<Record<LadderStatus, number>> = {};
  const geofenced: Partial<Record<GeofencedStatus, number>> = {};
  for (const [status, pressedAt, geofencedAt] of steps ?? []) {
    // Steps that end an assignment early time nothing.
    if (pressedAt !== null) pressed[status as LadderStatus] = Math.round(pressedAt);
    if (geofencedAt !== null && GEOFENCED_STATUSES.includes(status as GeofencedStatus))
      geofenced[status as GeofencedStatus] = Math.round(geofencedAt);
  }
  return { ...assignment, pressed, geofenced };
}

interface UnitHoursRow {
  unitId: string;
  callSign: string;
  sectorId: string | null;
  duty: [number, number][];
  assigned: [number, number][];
}
interface WaitingRow {
  incidentId: string;
  number: number;
  category: IncidentCategory;
  priority: Priority;
  sectorId: string | null;
  waitingSinceAt: Date;
}

const toSpans = (pairs: readonly (readonly [number, number])[]): TimeSpan[] =>
  pairs.map(([startAt, endAt]) => ({ startAt, endAt }));

/** What supervisors' figures are made of. */
export function createSupervisionStore(pool: Pool) {
  // Planned once for each connection: a month has a hundred pages.
  const reads = prepared(pool);
  return {
    findRegionTimeZone: async (regionId: string): Promise<string | undefined> =>
      (await createPolicyStore(pool).findPolicyRegion(regionId))?.timeZone,
    listSectorViews: (regionId: string) => listSectorViews(pool, { regionId }),
    /** Incidents taken in the span after `cursor`, in the order of time, with where the next page begins. */
    listResponses: async (
      regionId: string,
      span: { readonly startAt: number; readonly endAt: number },
      limit: number,
      cursor: ResponseCursor = BEFORE_ALL,
    ): Promise<{ incidents: IncidentResponse[]; next: ResponseCursor | undefined }> => {
      const ends = [new Date(span.startAt), new Date(span.endAt)];
      const values = [regionId, ...ends, cursor.createdText, cursor.incidentId, limit];
      const { rows } = await reads.query<ResponseRow>(listResponsesSql, values);
      const last = rows.at(-1);
      const incidents = rows.map(({ createdText: _, assignments, ...incident }) => ({
        ...incident,
        createdAt: Math.round(incident.createdAt),
        callReceivedAt: Math.round(incident.callReceivedAt),
        assignments: assignments.map(toAssignment),
      }));
      return { incidents, next: last && rows.length === limit ? last : undefined };
    },
    listUnitHours: async (regionId: string, span: { readonly startAt: number; readonly endAt: number }) =>
      (
        await pool.query<UnitHoursRow>(listUnitHoursSql, [
          regionId,
          new Date(span.startAt),
          new Date(span.endAt),
        ])
      ).rows.map(({ duty, assigned, ...unit }) => ({
        ...unit,
        duty: toSpans(duty),
        assigned: toSpans(assigned),
      })),
    listWaiting: async (regionId: string) =>
      (await pool.query<WaitingRow>(listWaitingSql, [regionId])).rows.map((row) => ({
        ...row,
        waitingSinceAt: row.waitingSinceAt.toISOString(),
      })),
    listAlarms: (regionId: string) => listAlarmViews(pool, { regionId }),
    listUnits: (regionId: string) => listUnitViews(pool, { regionId }),
  };
}
