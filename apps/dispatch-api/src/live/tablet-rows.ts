import type { LiveRow } from '#contracts';
import { type JournalRow, listCrewSignals, listMessageNotes, type Pool } from '#persistence';

type Extras = Pick<LiveRow, 'crewSignal' | 'message'>;

const idsOf = (rows: readonly JournalRow[], subjectType: string): string[] => [
  ...new Set(rows.flatMap((row) => (row.subjectType === subjectType ? row.subjectId : []))),
];

/** What rows about crews' calls and messages carry, row by row; read once for the whole batch. */
export async function readTabletExtras(pool: Pool, rows: readonly JournalRow[]): Promise<Extras[]> {
  const signalIds = idsOf(rows, 'crewSignal');
  const messageIds = idsOf(rows, 'message');
  const [signals, messages] = await Promise.all([
    signalIds.length > 0 ? listCrewSignals(pool, { ids: signalIds }) : [],
    messageIds.length > 0 ? listMessageNotes(pool, { ids: messageIds }) : [],
  ]);
  const signalOf = new Map(signals.map((signal) => [signal.id, signal]));
  const messageOf = new Map(messages.map((message) => [message.id, message]));
  return rows.map(({ subjectId }) => ({
    crewSignal: signalOf.get(subjectId),
    message: messageOf.get(subjectId),
  }));
}
