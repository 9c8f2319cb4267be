import type { LiveRow } from '#contracts';
import { type JournalRow, listSectorViews, type Pool } from '#persistence';

/** The sector that each row is about; read once for the whole batch. */
export async function readSectorExtras(
  pool: Pool,
  rows: readonly JournalRow[],
): Promise<Pick<LiveRow, 'sector'>[]> {
  const ids = new Set(rows.flatMap((row) => (row.subjectType === 'sector' ? row.subjectId : [])));
  if (ids.size === 0) return rows.map(() => ({}));
  const byId = new Map((await listSectorViews(pool, { ids: [...ids] })).map((one) => [one.id, one]));
  return rows.map((row) => {
    const sector = row.subjectType === 'sector' ? byId.get(row.subjectId) : undefined;
    return sector ? { sector } : {};
  });
}
