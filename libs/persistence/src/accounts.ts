import type { UserView } from '#contracts';
import { findRow, type Pool, type Queryable } from './pool.ts';
import claimLoginAttemptSql from './sql/account/claim-login-attempt.sql';
import endSessionSql from './sql/account/end-session.sql';
import findAccountByEmailSql from './sql/account/find-account-by-email.sql';
import findLoginFailureSql from './sql/account/find-login-failure.sql';
import forgetLoginFailuresSql from './sql/account/forget-login-failures.sql';
import getAccountSql from './sql/account/get-account.sql';
import insertRefreshTokenSql from './sql/account/insert-refresh-token.sql';
import insertSessionSql from './sql/account/insert-session.sql';
import listEndedSessionsSql from './sql/account/list-ended-sessions.sql';
import listDisplayNamesSql from './sql/account/list-display-names.sql';
import noteAccessSql from './sql/account/note-access.sql';
import useRefreshTokenSql from './sql/account/use-refresh-token.sql';
import { inTransaction } from './pool.ts';

export interface AccountWithPassword {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly language: string;
  /** Until when the password works that an administrator gave; null when it is the user's own. */
  readonly initialPasswordUntil: Date | null;
  readonly hasTotp: boolean;
}

export interface UsedRefreshToken {
  readonly sessionId: string;
  readonly userId: string;
  readonly usedBeforeAt: Date | null;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

/** Accounts, sessions and their tokens. Tokens and the keys of failures are stored as hashes only. */
export function createAccountStore(pool: Pool, { isDemo }: { readonly isDemo: boolean }) {
  return {
    findAccountByEmail: (email: string) =>
      findRow<AccountWithPassword & object>(pool, findAccountByEmailSql, [email, isDemo]),
    findAccount: (userId: string) => findRow<UserView & object>(pool, getAccountSql, [userId]),
    insertSession: async (
      session: { id: string; userId: string; at: Date; expiresAt: Date; userAgent: string },
      tokenHash: Buffer,
    ): Promise<void> => {
      const { id, userId, at, expiresAt, userAgent } = session;
      await pool.query(insertSessionSql, [id, userId, at, expiresAt, tokenHash, userAgent]);
    },
    /** Uses up the old token and stores its successor, in one transaction; undefined for an unknown token. */
    rotateRefreshToken: (oldHash: Buffer, newHash: Buffer, at: Date): Promise<UsedRefreshToken | undefined> =>
      inTransaction(pool, async (client) => {
        const used = await findRow<UsedRefreshToken & object>(client, useRefreshTokenSql, [oldHash, at]);
        if (used && used.usedBeforeAt === null && used.endedAt === null) {
          await client.query(insertRefreshTokenSql, [newHash, used.sessionId, at]);
        }
        return used;
      }),
    endSession: async (sessionId: string, at: Date, because: string): Promise<void> =>
      void (await pool.query(endSessionSql, [sessionId, at, because])),
    listSessionsEndedSince: async (since: Date): Promise<string[]> =>
      (await pool.query<{ id: string }>(listEndedSessionsSql, [since])).rows.map((row) => row.id),
    findLoginFailure: (keyHash: Buffer) =>
      findRow<{ failures: number; lastAt: Date }>(pool, findLoginFailureSql, [keyHash]),
    /** Counts an attempt as failed until it is forgotten; false, and not counted, while its key has to wait. */
    claimLoginAttempt: async (
      keyHash: Buffer,
      at: Date,
      { freeFailures, longestDelaySeconds }: { freeFailures: number; longestDelaySeconds: number },
    ): Promise<boolean> => {
      const values = [keyHash, at, freeFailures, longestDelaySeconds];
      return (await pool.query(claimLoginAttemptSql, values)).rowCount === 1;
    },
    forgetLoginFailures: async (keyHash: Buffer): Promise<void> =>
      void (await pool.query(forgetLoginFailuresSql, [keyHash])),
  };
}

/** Notes that a person saw personal data; without a subject's id, all open ones of the region. */
export async function noteAccess(
  db: Queryable,
  access: { userId: string; regionId: string; subjectType: string; subjectId: string | null; action: string },
): Promise<void> {
  const { userId, regionId, subjectType, subjectId, action } = access;
  await db.query(noteAccessSql, [userId, regionId, subjectType, subjectId, action]);
}

/** What users are called; ids of nobody are left out. */
export async function listDisplayNames(
  db: Queryable,
  userIds: readonly string[],
): Promise<{ id: string; displayName: string }[]> {
  return (await db.query<{ id: string; displayName: string }>(listDisplayNamesSql, [userIds])).rows;
}
