import type { ShiftFields, ShiftRecordView } from '#contracts';
import { findRow, type Queryable } from '../pool.ts';
import deleteCrewBindingsSql from '../sql/admin/delete-crew-bindings.sql';
import deleteShiftMembersSql from '../sql/admin/delete-shift-members.sql';
import deleteShiftSql from '../sql/admin/delete-shift.sql';
import endCrewBindingsSql from '../sql/admin/end-crew-bindings.sql';
import findMemberOverlapSql from '../sql/admin/find-member-overlap.sql';
import findShiftSql from '../sql/admin/find-shift.sql';
import findUnitOverlapSql from '../sql/admin/find-unit-overlap.sql';
import insertCrewBindingSql from '../sql/admin/insert-crew-binding.sql';
import insertShiftMembersSql from '../sql/admin/insert-shift-members.sql';
import insertShiftSql from '../sql/admin/insert-shift.sql';
import listCrewSql from '../sql/admin/list-crew.sql';
import listShiftsSql from '../sql/admin/list-shifts.sql';
import updateShiftSql from '../sql/admin/update-shift.sql';

interface OverlapRow {
  shiftId: string;
  startsAt: Date;
  endsAt: Date;
}
interface CrewRow {
  id: string;
  displayName: string;
  email: string;
}

const iso = (text: string): string => new Date(text).toISOString();

/** Shifts with their crews and units, inside the transaction of `db`. */
export function createShiftRecords(db: Queryable) {
  const setMembers = async (id: string, memberIds: readonly string[]): Promise<void> => {
    await db.query(deleteShiftMembersSql, [id]);
    await db.query(insertShiftMembersSql, [id, memberIds]);
  };
  return {
    find: async (id: string) => {
      const row = await findRow<{ id: string; regionId: string; version: number; fields: ShiftFields }>(
        db,
        findShiftSql,
        [id],
      );
      if (!row) return undefined;
      const { fields } = row;
      return {
        ...row,
        fields: { ...fields, startsAt: iso(fields.startsAt), endsAt: iso(fields.endsAt) },
      };
    },
    insert: async (id: string, regionId: string, fields: ShiftFields) => {
      const { startsAt, endsAt, memberIds, unitId } = fields;
      await db.query(insertShiftSql, [id, regionId, startsAt, endsAt]);
      await setMembers(id, memberIds);
      if (unitId !== null) await db.query(insertCrewBindingSql, [unitId, id, startsAt, endsAt]);
      return { id, version: 1 };
    },
    update: async (id: string, { startsAt, endsAt, memberIds }: ShiftFields): Promise<void> => {
      await db.query(updateShiftSql, [id, startsAt, endsAt]);
      await setMembers(id, memberIds);
    },
    replan: async (id: string, { startsAt, endsAt, unitId }: ShiftFields, at: Date): Promise<void> => {
      const from = new Date(startsAt) > at ? new Date(startsAt) : at;
      await db.query(deleteCrewBindingsSql, [id, at]);
      await db.query(endCrewBindingsSql, [id, at]);
      if (unitId !== null) await db.query(insertCrewBindingSql, [unitId, id, from, endsAt]);
    },
    remove: async (id: string): Promise<void> => {
      await db.query(deleteCrewBindingsSql, [id, new Date(0)]);
      await db.query(deleteShiftMembersSql, [id]);
      await db.query(deleteShiftSql, [id]);
    },
    findUnitOverlap: (unitId: string, shiftId: string, from: Date, until: Date) =>
      findRow<OverlapRow & { callSign: string }>(db, findUnitOverlapSql, [unitId, shiftId, from, until]),
    findMemberOverlap: (memberIds: readonly string[], shiftId: string, from: Date, until: Date) =>
      findRow<OverlapRow & { memberId: string }>(db, findMemberOverlapSql, [memberIds, shiftId, from, until]),
    listCrewIds: async (regionId: string): Promise<string[]> =>
      (await listCrew(db, regionId)).map(({ id }) => id),
  };
}

/** Who may be put on a shift of the region. */
export const listCrew = async (db: Queryable, regionId: string): Promise<CrewRow[]> =>
  (await db.query<CrewRow>(listCrewSql, [regionId])).rows;

/** Shifts that end after an instant, in the order in which they begin. */
export async function listShiftRecords(
  db: Queryable,
  regionId: string,
  after: Date,
): Promise<ShiftRecordView[]> {
  type Row = Omit<ShiftRecordView, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date };
  const { rows } = await db.query<Row>(listShiftsSql, [regionId, after]);
  return rows.map((row) => ({
    ...row,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  }));
}
