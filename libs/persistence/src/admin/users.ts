import type { UserFields, UserRecordView } from '#contracts';
import { findRow, getRow, type Queryable } from '../pool.ts';
import countOtherAdminsSql from '../sql/admin/count-other-admins.sql';
import deleteFacilityMembersSql from '../sql/admin/delete-facility-members.sql';
import deleteRolesSql from '../sql/admin/delete-roles.sql';
import deleteTotpSql from '../sql/admin/delete-totp.sql';
import endSessionsSql from '../sql/admin/end-sessions-of-user.sql';
import findUserByEmailSql from '../sql/admin/find-user-by-email.sql';
import findUserSql from '../sql/admin/find-user.sql';
import insertFacilityMembersSql from '../sql/admin/insert-facility-members.sql';
import insertRolesSql from '../sql/admin/insert-roles.sql';
import insertUserSql from '../sql/admin/insert-user.sql';
import listUsersSql from '../sql/admin/list-users.sql';
import setInitialPasswordSql from '../sql/admin/set-initial-password.sql';
import touchUserSql from '../sql/admin/touch-user.sql';
import updateUserSql from '../sql/admin/update-user.sql';

interface KeptUserRow {
  id: string;
  regionId: string;
  version: number;
  fields: UserFields;
  regionIds: string[];
  adminOf: string[];
}

interface NewUser {
  id: string;
  fields: UserFields;
  passwordHash: string;
  initialPasswordUntil: Date;
  at: Date;
}

/** Accounts as administrators keep them, inside the transaction of `db`. */
export function createUserRecords(db: Queryable) {
  return {
    find: (userId: string, regionId: string) => findRow<KeptUserRow>(db, findUserSql, [userId, regionId]),
    findIdByEmail: async (email: string): Promise<string | undefined> =>
      (await findRow<{ id: string }>(db, findUserByEmailSql, [email]))?.id,
    insert: async ({ id, fields, passwordHash, initialPasswordUntil, at }: NewUser): Promise<void> => {
      const { email, displayName, language, isDisabled } = fields;
      const values = [id, email, displayName, language, passwordHash, initialPasswordUntil, isDisabled, at];
      await db.query(insertUserSql, values);
    },
    update: async (userId: string, fields: UserFields, at: Date): Promise<void> => {
      const { email, displayName, language, isDisabled } = fields;
      await db.query(updateUserSql, [userId, email, displayName, language, isDisabled, at]);
    },
    setRoles: async (
      userId: string,
      regionId: string,
      roles: readonly string[],
      facilityIds: readonly string[],
    ): Promise<void> => {
      await db.query(deleteRolesSql, [userId, regionId]);
      await db.query(insertRolesSql, [userId, regionId, [...new Set(roles)]]);
      await db.query(deleteFacilityMembersSql, [userId, regionId]);
      await db.query(insertFacilityMembersSql, [userId, regionId, facilityIds]);
    },
    countOtherAdmins: async (regionId: string, userId: string): Promise<number> =>
      (await getRow<{ count: number }>(db, countOtherAdminsSql, [regionId, userId])).count,
    setInitialPassword: async (userId: string, passwordHash: string, until: Date): Promise<void> =>
      void (await db.query(setInitialPasswordSql, [userId, passwordHash, until])),
    touch: async (userId: string): Promise<void> => void (await db.query(touchUserSql, [userId])),
    deleteTotp: async (userId: string): Promise<void> => void (await db.query(deleteTotpSql, [userId])),
    endSessions: (userId: string, at: Date, because: string) =>
      endSessionsOfUser(db, userId, { at, because }),
  };
}

/** Ends the open sessions of a user, but for one when it is named; answers which. */
export async function endSessionsOfUser(
  db: Queryable,
  userId: string,
  { at, because, exceptId }: { at: Date; because: string; exceptId?: string },
): Promise<string[]> {
  const values = [userId, at, because, exceptId ?? null];
  return (await db.query<{ id: string }>(endSessionsSql, values)).rows.map((row) => row.id);
}

/** Users who hold a role in the region. */
export async function listUserRecords(
  db: Queryable,
  regionId: string,
  keptRegionIds: readonly string[],
): Promise<UserRecordView[]> {
  type Row = Omit<UserRecordView, 'initialPasswordUntil' | 'lastUsedAt'> &
    Record<'initialPasswordUntil' | 'lastUsedAt', Date | null>;
  const { rows } = await db.query<Row>(listUsersSql, [regionId, keptRegionIds]);
  return rows.map((row) => ({
    ...row,
    initialPasswordUntil: row.initialPasswordUntil?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
