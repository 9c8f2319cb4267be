import type { JournalKind, Preferences, SessionView } from '#contracts';
import { endSessionsOfUser } from './admin/users.ts';
import { appendJournal } from './journal.ts';
import { findRow, getRow, inTransaction, type Pool, type Queryable } from './pool.ts';
import beginTotpSql from './sql/account/begin-totp.sql';
import confirmTotpSql from './sql/account/confirm-totp.sql';
import deleteRecoveryCodesSql from './sql/account/delete-recovery-codes.sql';
import endOwnSessionSql from './sql/account/end-own-session.sql';
import findFirstRegionSql from './sql/account/find-first-region.sql';
import findTotpSql from './sql/account/find-totp.sql';
import getPasswordHashSql from './sql/account/get-password-hash.sql';
import insertRecoveryCodesSql from './sql/account/insert-recovery-codes.sql';
import isTotpRequiredSql from './sql/account/is-totp-required.sql';
import listSessionsSql from './sql/account/list-sessions.sql';
import setPasswordSql from './sql/account/set-password.sql';
import setPreferencesSql from './sql/account/set-preferences.sql';
import usesRecoveryCodeSql from './sql/account/use-recovery-code.sql';
import usesTotpStepSql from './sql/account/use-totp-step.sql';
import deleteTotpSql from './sql/admin/delete-totp.sql';

export interface StoredTotp {
  /** As it is kept: under the key of the api processes. */
  readonly secret: Buffer;
  readonly confirmedAt: Date | null;
  readonly lastStep: number;
  readonly recoveryCodesLeft: number;
}

/** What an account does to itself, as the journal tells it. */
export type AccountEvent = Extract<
  JournalKind,
  'passwordChanged' | 'totpEnrolled' | 'totpRemoved' | 'recoveryCodesRenewed'
>;

const isRow = async (db: Queryable, sql: string, values: unknown[]): Promise<boolean> =>
  (await findRow(db, sql, values)) !== undefined;

/** Writes what an account did into the journal of its first region; answers the region that was written to. */
async function noteEvent(
  db: Queryable,
  userId: string,
  kind: AccountEvent,
  at: Date,
): Promise<string | undefined> {
  const first = await findRow<{ regionId: string }>(db, findFirstRegionSql, [userId]);
  if (!first) return undefined;
  const row = { regionId: first.regionId, at, actorId: userId, actorKind: 'user', kind };
  await appendJournal(db, [{ ...row, subjectType: 'user', subjectId: userId, payload: {} }]);
  return first.regionId;
}

async function setRecoveryCodes(db: Queryable, userId: string, codeHashes: readonly Buffer[]): Promise<void> {
  await db.query(deleteRecoveryCodesSql, [userId]);
  await db.query(insertRecoveryCodesSql, [userId, codeHashes]);
}

/** The second step of signing in, and what else users change of their own account. */
export function createOwnAccountStore(pool: Pool) {
  return {
    getPasswordHash: async (userId: string): Promise<string> =>
      (await getRow<{ passwordHash: string }>(pool, getPasswordHashSql, [userId])).passwordHash,
    /** Answers which other sessions ended by it. */
    setPassword: (userId: string, passwordHash: string, keptSessionId: string, at: Date) =>
      inTransaction(pool, async (db) => {
        await db.query(setPasswordSql, [userId, passwordHash]);
        const ending = { at, because: 'password changed', exceptId: keptSessionId };
        const ended = await endSessionsOfUser(db, userId, ending);
        return { ended, regionId: await noteEvent(db, userId, 'passwordChanged', at) };
      }),
    setPreferences: (userId: string, language: string | undefined, preferences: Preferences) => {
      const values = [userId, language ?? null, JSON.stringify(preferences)];
      return getRow<{ language: string; preferences: Preferences }>(pool, setPreferencesSql, values);
    },
    listSessions: async (userId: string, at: Date): Promise<Omit<SessionView, 'isCurrent'>[]> => {
      type Row = Record<'startedAt' | 'lastUsedAt' | 'expiresAt', Date> & { id: string; userAgent: string };
      const { rows } = await pool.query<Row>(listSessionsSql, [userId, at]);
      return rows.map((row) => ({
        ...row,
        startedAt: row.startedAt.toISOString(),
        lastUsedAt: row.lastUsedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      }));
    },
    /** False when there is no such session of the user, or it has ended. */
    endOwnSession: (sessionId: string, userId: string, at: Date) =>
      isRow(pool, endOwnSessionSql, [sessionId, userId, at, 'ended by the user']),
    endOtherSessions: (userId: string, exceptId: string, at: Date) =>
      endSessionsOfUser(pool, userId, { at, because: 'ended by the user', exceptId }),

    findTotp: (userId: string) => findRow<StoredTotp & object>(pool, findTotpSql, [userId]),
    isTotpRequired: (userId: string) => isRow(pool, isTotpRequiredSql, [userId]),
    /** False when a confirmed one is there. */
    beginTotp: (userId: string, secret: Buffer, at: Date) => isRow(pool, beginTotpSql, [userId, secret, at]),
    /** Undefined when another secret was made in the meantime. */
    confirmTotp: (
      userId: string,
      proof: { secret: Buffer; step: number; codeHashes: readonly Buffer[]; at: Date },
    ) =>
      inTransaction(pool, async (db) => {
        const { secret, step, codeHashes, at } = proof;
        if (!(await isRow(db, confirmTotpSql, [userId, at, step, secret]))) return undefined;
        await setRecoveryCodes(db, userId, codeHashes);
        return { regionId: await noteEvent(db, userId, 'totpEnrolled', at) };
      }),
    /** False when this step, or a later one, was used before. */
    useTotpStep: (userId: string, step: number) => isRow(pool, usesTotpStepSql, [userId, step]),
    useRecoveryCode: (userId: string, codeHash: Buffer, at: Date) =>
      isRow(pool, usesRecoveryCodeSql, [userId, codeHash, at]),
    renewRecoveryCodes: (userId: string, codeHashes: readonly Buffer[], at: Date) =>
      inTransaction(pool, async (db) => {
        await setRecoveryCodes(db, userId, codeHashes);
        return { regionId: await noteEvent(db, userId, 'recoveryCodesRenewed', at) };
      }),
    removeTotp: (userId: string, at: Date) =>
      inTransaction(pool, async (db) => {
        await db.query(deleteTotpSql, [userId]);
        return { regionId: await noteEvent(db, userId, 'totpRemoved', at) };
      }),
  };
}
