import type { LiveRow } from '#contracts';
import { type JournalRow, listClosureViews, type Pool } from '#persistence';

/** The closure that each row is about; read once for the whole batch. */
export async function readClosureExtras(
  pool: Pool,
  rows: readonly JournalRow[],
): Promise<Pick<LiveRow, 'closure'>[]> {
  const ids = new Set(rows.flatMap((row) => (row.subjectType === 'closure' ? row.subjectId : [])));
  if (ids.size === 0) return rows.map(() => ({}));
  const closures = await listClosureViews(pool, { ids: [...ids] }, new Date());
  const byId = new Map(closures.map((closure) => [closure.id, closure]));
  return rows.map((row) => {
    const closure = row.subjectType === 'closure' ? byId.get(row.subjectId) : undefined;
    return closure ? { closure } : {};
  });
}
