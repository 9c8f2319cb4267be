import type { JournalKind } from '#contracts';
import type { CommandContext } from '../command/run-command.ts';
import type { FacilityRecord } from './facility-store.ts';

/** Leaves a row about a facility in the journal of every region whose screens show it: each follows its own journal. */
export function journalFacility(
  { journal }: Pick<CommandContext, 'journal'>,
  { id, seenFrom }: Pick<FacilityRecord, 'id' | 'seenFrom'>,
  kind: JournalKind,
  payload: Readonly<Record<string, unknown>>,
): void {
  for (const regionId of seenFrom) {
    journal({ regionId, kind, subjectType: 'facility', subjectId: id, payload });
  }
}
