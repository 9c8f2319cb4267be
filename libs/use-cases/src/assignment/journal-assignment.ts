import type { JournalKind } from '#contracts';
import type { CommandContext } from '../command/run-command.ts';
import type { AssignmentRecord } from './assignment-store.ts';

/** The regions that an assignment concerns: the incident's, and the unit's when it helps a neighbour. */
export type AssignmentRegions = Pick<AssignmentRecord, 'id' | 'regionId' | 'unitRegionId'>;

/**
 * Leaves a row about an assignment in the journal of its incident's region and, when the unit is another region's, the same
 * row in that region's: the screens of both follow their own journal. Both rows name both regions.
 */
export function journalAssignment(
  { journal }: Pick<CommandContext, 'journal'>,
  { id, regionId, unitRegionId }: AssignmentRegions,
  kind: JournalKind,
  payload: Readonly<Record<string, unknown>>,
): void {
  const row = { kind, subjectType: 'assignment', subjectId: id } as const;
  if (regionId === unitRegionId) return journal({ ...row, regionId, payload });
  const shared = { ...payload, incidentRegionId: regionId, unitRegionId };
  journal({ ...row, regionId, payload: shared });
  journal({ ...row, regionId: unitRegionId, payload: shared });
}
