import type { LiveRow } from '#contracts';
import { type JournalRow, listCallViews, type Pool } from '#persistence';

/** By row, in their order: the call that a row is about, as it is now and without what the caller said. */
export async function readCallExtras(
  pool: Pool,
  rows: readonly JournalRow[],
): Promise<Pick<LiveRow, 'call'>[]> {
  const ids = rows.flatMap((row) => (row.subjectType === 'call' ? [row.subjectId] : []));
  const views = await listCallViews(pool, { ids: [...new Set(ids)] });
  const viewOf = new Map(views.map((view) => [view.id, view]));
  return rows.map((row) => {
    const call = row.subjectType === 'call' ? viewOf.get(row.subjectId) : undefined;
    return call ? { call } : {};
  });
}
