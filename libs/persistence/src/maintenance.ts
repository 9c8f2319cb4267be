import type { Queryable } from './pool.ts';
import deleteOldCommandsSql from './sql/command/delete-old-commands.sql';
import deleteOldFailuresSql from './sql/account/delete-old-failures.sql';

/** Removes answers of commands that can't be repeated any more. Returns how many. */
export async function deleteOldCommands(db: Queryable): Promise<number> {
  return (await db.query(deleteOldCommandsSql)).rowCount ?? 0;
}

/** Forgets failed sign-ins of days ago. Returns how many. */
export async function deleteOldLoginFailures(db: Queryable): Promise<number> {
  return (await db.query(deleteOldFailuresSql)).rowCount ?? 0;
}
