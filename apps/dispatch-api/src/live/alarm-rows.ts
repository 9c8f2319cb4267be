import type { LiveRow } from '#contracts';
import { type JournalRow, listAlarmViews, listDuplicateProposals, type Pool } from '#persistence';

type Extras = Pick<LiveRow, 'alarm' | 'duplicates'>;

/** What rows about alarms and proposals of duplicates carry, row by row; read once for the whole batch. */
export async function readAlarmExtras(
  pool: Pool,
  rows: readonly JournalRow[],
  payloads: readonly Readonly<Record<string, unknown>>[],
): Promise<Extras[]> {
  const alarmIds = rows.flatMap((row) => (row.subjectType === 'alarm' ? row.subjectId : []));
  const proposalIds = rows.map((row, index) =>
    row.subjectType === 'duplicateProposal' ? (payloads[index]!['proposalIds'] as readonly string[]) : [],
  );
  const [alarms, proposals] = await Promise.all([
    alarmIds.length > 0 ? listAlarmViews(pool, { ids: [...new Set(alarmIds)] }) : [],
    proposalIds.some((ids) => ids.length > 0)
      ? listDuplicateProposals(pool, { ids: [...new Set(proposalIds.flat())] })
      : [],
  ]);
  const alarmOf = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const proposalOf = new Map(proposals.map((proposal) => [proposal.id, proposal]));
  return rows.map((row, index) => ({
    alarm: alarmOf.get(row.subjectId),
    ...(proposalIds[index]!.length > 0 && {
      duplicates: proposalIds[index]!.flatMap((id) => proposalOf.get(id) ?? []),
    }),
  }));
}
