import type { CommandContext } from '../command/run-command.ts';

/**
 * Lets the control rooms of neighbours whose units help with an incident see where these go now; what else changed is not
 * theirs to know.
 */
export async function tellHelpers({ store, journal }: CommandContext, incidentId: string): Promise<void> {
  for (const { assignmentId, regionId, unitId, unitRegionId } of await store.listHelpers(incidentId)) {
    journal({
      regionId: unitRegionId,
      kind: 'helpChanged',
      subjectType: 'assignment',
      subjectId: assignmentId,
      payload: { incidentId, unitId, incidentRegionId: regionId, unitRegionId },
    });
  }
}
