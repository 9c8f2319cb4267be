import type { LiveRow } from '#contracts';
import { type JournalRow, listProposalViews, type Pool } from '#persistence';

/** By row, in their order: the proposal that a row is about, as it is now. */
export async function readProposalExtras(
  pool: Pool,
  rows: readonly JournalRow[],
): Promise<Pick<LiveRow, 'proposal'>[]> {
  const ids = rows.flatMap((row) => (row.subjectType === 'proposal' ? [row.subjectId] : []));
  const views = ids.length > 0 ? await listProposalViews(pool, { ids: [...new Set(ids)] }) : [];
  const viewOf = new Map(views.map((view) => [view.id, view]));
  return rows.map((row) => {
    const proposal = row.subjectType === 'proposal' ? viewOf.get(row.subjectId) : undefined;
    return proposal ? { proposal } : {};
  });
}
