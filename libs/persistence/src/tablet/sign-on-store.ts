import type { SignOnChoices } from '#contracts';
import { findRow, type Queryable } from '../pool.ts';
import addShiftMembersSql from '../sql/tablet/add-shift-members.sql';
import bindCrewSql from '../sql/tablet/bind-crew.sql';
import bindVehicleSql from '../sql/tablet/bind-vehicle.sql';
import deleteOwnPlannedCrewSql from '../sql/tablet/delete-own-planned-crew.sql';
import endCrewBindingSql from '../sql/tablet/end-crew-binding.sql';
import endSignOnSql from '../sql/tablet/end-sign-on.sql';
import findCrewShiftSql from '../sql/tablet/find-crew-shift.sql';
import findShiftOfSignOnSql from '../sql/tablet/find-shift-of-sign-on.sql';
import findSignOnSql from '../sql/tablet/find-sign-on.sql';
import findUnitOfVehicleSql from '../sql/tablet/find-unit-of-vehicle.sql';
import insertShiftSql from '../sql/admin/insert-shift.sql';
import insertSignOnSql from '../sql/tablet/insert-sign-on.sql';
import listCrewAmongSql from '../sql/tablet/list-crew-among.sql';
import listOpenSignOnsSql from '../sql/tablet/list-open-sign-ons.sql';
import listPinsSql from '../sql/tablet/list-pins.sql';
import listSignOnCrewSql from '../sql/tablet/list-sign-on-crew.sql';
import listSignOnShiftsSql from '../sql/tablet/list-sign-on-shifts.sql';
import listSignOnUnitsSql from '../sql/tablet/list-sign-on-units.sql';
import setPinSql from '../sql/tablet/set-pin.sql';
import unbindCrewSql from '../sql/tablet/unbind-crew.sql';
import unbindVehicleSql from '../sql/tablet/unbind-vehicle.sql';

interface SignOnRow {
  readonly id: string;
  readonly regionId: string;
  readonly deviceId: string;
  readonly unitId: string;
  readonly startedAt: Date;
  readonly shiftEndsAt: Date;
  readonly endedAt: Date | null;
  readonly memberIds: readonly string[];
}

/** Crews at their tablets, inside the transaction of `db`. */
export function createSignOnStore(db: Queryable) {
  return {
    ...signOns(db),
    ...bindings(db),
    setPin: async (userId: string, pinHash: string, at: Date, by: string): Promise<void> =>
      void (await db.query(setPinSql, [userId, pinHash, at, by])),
  };
}

function signOns(db: Queryable) {
  return {
    findSignOn: (signOnId: string) => findRow<SignOnRow & object>(db, findSignOnSql, [signOnId]),
    listOpenSignOns: async ({ deviceId, unitId }: { deviceId: string; unitId: string }) =>
      (await db.query<SignOnRow & object>(listOpenSignOnsSql, [deviceId, unitId])).rows,
    insertSignOn: async (signOn: SignOnRow & { crewShiftId: string }): Promise<void> => {
      const { id, regionId, deviceId, unitId, crewShiftId, startedAt, shiftEndsAt, memberIds } = signOn;
      const head = [id, regionId, deviceId, unitId, crewShiftId];
      await db.query(insertSignOnSql, [...head, startedAt, shiftEndsAt, memberIds]);
    },
    endSignOn: async (signOnId: string, at: Date, because: string): Promise<void> =>
      void (await db.query(endSignOnSql, [signOnId, at, because])),
    listCrewAmong: async (regionId: string, userIds: readonly string[]): Promise<string[]> =>
      (await db.query<{ id: string }>(listCrewAmongSql, [regionId, userIds])).rows.map(({ id }) => id),
    findShiftOfSignOn: async (signOnId: string): Promise<string | undefined> =>
      (await findRow<{ shiftId: string }>(db, findShiftOfSignOnSql, [signOnId]))?.shiftId,
  };
}

function bindings(db: Queryable) {
  return {
    findUnitOfVehicle: async (vehicleId: string, at: Date): Promise<string | undefined> =>
      (await findRow<{ unitId: string }>(db, findUnitOfVehicleSql, [vehicleId, at]))?.unitId,
    bindVehicle: async (unitId: string, vehicleId: string, at: Date): Promise<void> => {
      await db.query(unbindVehicleSql, [unitId, vehicleId, at]);
      await db.query(bindVehicleSql, [unitId, vehicleId, at]);
    },
    findCrewShift: (shiftId: string) =>
      findRow<{ regionId: string; startsAt: Date; endsAt: Date }>(db, findCrewShiftSql, [shiftId]),
    insertCrewShift: async (shift: {
      id: string;
      regionId: string;
      startsAt: Date;
      endsAt: Date;
    }): Promise<void> =>
      void (await db.query(insertShiftSql, [shift.id, shift.regionId, shift.startsAt, shift.endsAt])),
    addShiftMembers: async (shiftId: string, userIds: readonly string[]): Promise<void> =>
      void (await db.query(addShiftMembersSql, [shiftId, userIds])),
    bindCrew: async (unitId: string, shiftId: string, at: Date, until: Date): Promise<void> => {
      await db.query(unbindCrewSql, [unitId, shiftId, at]);
      await db.query(deleteOwnPlannedCrewSql, [shiftId, at]);
      await db.query(bindCrewSql, [unitId, shiftId, at, until]);
    },
    unbindCrew: async (unitId: string, shiftId: string, at: Date): Promise<void> =>
      void (await db.query(endCrewBindingSql, [unitId, shiftId, at])),
  };
}

/** Hashes of the PINs of those who have one. */
export async function listPinHashes(
  db: Queryable,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ userId: string; pinHash: string }>(listPinsSql, [userIds]);
  return new Map(rows.map(({ userId, pinHash }) => [userId, pinHash]));
}

/** What a crew chooses from when it signs on. */
export async function readSignOnChoices(db: Queryable, regionId: string, at: Date): Promise<SignOnChoices> {
  type Shift = Omit<SignOnChoices['shifts'][number], 'startsAt' | 'endsAt'> & {
    startsAt: Date;
    endsAt: Date;
  };
  const [units, crew, shifts] = await Promise.all([
    db.query<SignOnChoices['units'][number]>(listSignOnUnitsSql, [regionId]),
    db.query<SignOnChoices['crew'][number]>(listSignOnCrewSql, [regionId]),
    db.query<Shift>(listSignOnShiftsSql, [regionId, at]),
  ]);
  const planned = shifts.rows.map((shift) => ({
    ...shift,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
  }));
  return { units: units.rows, crew: crew.rows, shifts: planned };
}
