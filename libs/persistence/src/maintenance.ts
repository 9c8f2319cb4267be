import { getRow, type Queryable } from './pool.ts';
import deleteOldCommandsSql from './sql/command/delete-old-commands.sql';
import deleteOldFailuresSql from './sql/account/delete-old-failures.sql';
import forgetOldDecisionsSql from './sql/proposal/forget-old-decisions.sql';

/** Removes answers of commands that can't be repeated any more. Returns how many. */
export async function deleteOldCommands(db: Queryable): Promise<number> {
  return (await db.query(deleteOldCommandsSql)).rowCount ?? 0;
}

/** Forgets failed sign-ins of days ago. Returns how many. */
export async function deleteOldLoginFailures(db: Queryable): Promise<number> {
  return (await db.query(deleteOldFailuresSql)).rowCount ?? 0;
}

/** Keeps each statement short, so that nobody waits for it. */
const MOST_FORGOTTEN_AT_ONCE = 2000;

export interface ForgottenDecisions {
  readonly recommendations: number;
  readonly versions: number;
  readonly proposals: number;
}

/** Forgets recommendations and proposals that nobody was sent by and that are older than `keepDays`. Returns how many. */
export async function forgetOldDecisions(
  db: Queryable,
  keepDays: number,
  mostAtOnce = MOST_FORGOTTEN_AT_ONCE,
): Promise<ForgottenDecisions> {
  let sum = { recommendations: 0, versions: 0, proposals: 0 };
  for (;;) {
    const gone = await getRow<{ recommendations: number; versions: number; proposals: number }>(
      db,
      forgetOldDecisionsSql,
      [keepDays, mostAtOnce],
    );
    sum = {
      recommendations: sum.recommendations + gone.recommendations,
      versions: sum.versions + gone.versions,
      proposals: sum.proposals + gone.proposals,
    };
    if (Math.max(gone.recommendations, gone.versions, gone.proposals) < mostAtOnce) return sum;
  }
}
