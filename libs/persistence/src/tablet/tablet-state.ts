import type { TabletAssignment, TabletSignOn } from '#contracts';
import { findRow, inTransaction, type Pool, type Queryable } from '../pool.ts';
import { type FixRow, savePositions } from '../positions.ts';
import findOpenSignOnSql from '../sql/tablet/find-open-sign-on-of-device.sql';
import findRegionPhoneSql from '../sql/tablet/find-region-phone.sql';
import findVehicleStateSql from '../sql/tablet/find-vehicle-state.sql';
import listAssignmentsSql from '../sql/tablet/list-assignments.sql';
import listDevicesOfUnitsSql from '../sql/tablet/list-devices-of-units.sql';
import listVehicleBindingsSql from '../sql/tablet/list-vehicle-bindings.sql';
import lockOutboxSql from '../sql/tablet/lock-outbox.sql';
import moveFixHeadSql from '../sql/tablet/move-fix-head.sql';
import openOutboxSql from '../sql/tablet/open-outbox.sql';

type SignOnRow = Omit<TabletSignOn, 'startedAt' | 'shiftEndsAt'> & { startedAt: Date; shiftEndsAt: Date };

/** Who is signed on at a tablet now. */
export async function findTabletSignOn(db: Queryable, deviceId: string): Promise<TabletSignOn | undefined> {
  const row = await findRow<SignOnRow & object>(db, findOpenSignOnSql, [deviceId]);
  if (!row) return undefined;
  return { ...row, startedAt: row.startedAt.toISOString(), shiftEndsAt: row.shiftEndsAt.toISOString() };
}

interface AssignmentRow {
  readonly id: string;
  readonly status: TabletAssignment['status'];
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly incidentId: string;
  readonly regionId: string;
  readonly number: number;
  readonly category: TabletAssignment['incident']['category'];
  readonly priority: number;
  readonly incidentCreatedAt: Date;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly addressText: string;
  readonly notes: string;
  readonly steps: readonly { status: TabletAssignment['status']; at: string }[];
  readonly destination: TabletAssignment['destination'];
  readonly callbackPhone: string | null;
  readonly alsoGoing: TabletAssignment['alsoGoing'];
}

/** Assignments of a unit that have not ended, or ended after an instant. Personal: whoever asks notes who saw them. */
export const listTabletAssignments = async (
  db: Queryable,
  unitId: string,
  endedAfter: Date,
): Promise<AssignmentRow[]> =>
  (await db.query<AssignmentRow & object>(listAssignmentsSql, [unitId, endedAfter])).rows;

/** What the check list and the odometer of a vehicle start from. */
export const findVehicleState = (
  db: Queryable,
  vehicleId: string,
): Promise<{ class: string | null; lastOdometerKm: number | null } | undefined> =>
  findRow<{ class: string | null; lastOdometerKm: number | null }>(db, findVehicleStateSql, [vehicleId]);

export const findControlRoomPhone = async (db: Queryable, regionId: string): Promise<string | null> =>
  (await findRow<{ phone: string | null }>(db, findRegionPhoneSql, [regionId]))?.phone ?? null;

/** Which units a vehicle was, between two instants. */
export const listVehicleBindings = async (
  db: Queryable,
  vehicleId: string,
  from: Date,
  until: Date,
): Promise<{ unitId: string; from: Date; until: Date | null }[]> =>
  (
    await db.query<{ unitId: string; from: Date; until: Date | null }>(listVehicleBindingsSql, [
      vehicleId,
      from,
      until,
    ])
  ).rows;

/** Tablets signed on to units, or to what works on incidents. */
export const listDevicesConcerned = async (
  db: Queryable,
  unitIds: readonly string[],
  incidentIds: readonly string[],
): Promise<string[]> =>
  (await db.query<{ deviceId: string }>(listDevicesOfUnitsSql, [unitIds, incidentIds])).rows.map(
    ({ deviceId }) => deviceId,
  );

/**
 * Stores a tablet's fixes and moves the head of its epoch on, together; `choose` is given the head and answers the fixes
 * that follow on it, with their last number. Answers the new head.
 */
export function saveTabletFixes(
  pool: Pool,
  { deviceId, outboxEpoch }: { readonly deviceId: string; readonly outboxEpoch: string },
  choose: (storedFixSeq: number) => { readonly rows: readonly FixRow[]; readonly lastSeq: number },
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await db.query(openOutboxSql, [deviceId, outboxEpoch]);
    const head = await findRow<{ storedFixSeq: number }>(db, lockOutboxSql, [deviceId, outboxEpoch]);
    const { rows, lastSeq } = choose(head?.storedFixSeq ?? 0);
    await savePositions(db, rows);
    await db.query(moveFixHeadSql, [deviceId, outboxEpoch, lastSeq]);
    return lastSeq;
  });
}
