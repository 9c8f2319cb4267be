import type { GeofencedStatus } from '#domain';
import type { Queryable } from './pool.ts';
import type { FixRow } from './positions.ts';
import listWatchedSql from './sql/assignment/list-watched.sql';
import listFixesSinceSql from './sql/position/list-fixes-since.sql';

export interface WatchedAssignmentRow {
  readonly assignmentId: string;
  readonly unitId: string;
  /** When the unit was notified. */
  readonly fromAt: Date;
  readonly scene: [number, number] | null;
  readonly destination: [number, number] | null;
  readonly pressedLeftSceneAt: Date | null;
  readonly told: readonly GeofencedStatus[];
}

export type StoredFixRow = Pick<
  FixRow,
  'unitId' | 'deviceAt' | 'receivedAt' | 'lon' | 'lat' | 'speedKmh' | 'accuracyMeters'
>;

/** Every active assignment of every region, with the places that its unit's positions are compared with. */
export async function listWatchedAssignments(db: Queryable): Promise<WatchedAssignmentRow[]> {
  return (await db.query<WatchedAssignmentRow & object>(listWatchedSql)).rows;
}

/** A unit's fixes since a time, oldest first. */
export async function listFixesSince(
  db: Queryable,
  unitId: string,
  since: Date,
  limit: number,
): Promise<StoredFixRow[]> {
  return (await db.query<StoredFixRow & object>(listFixesSinceSql, [unitId, since, limit])).rows;
}
