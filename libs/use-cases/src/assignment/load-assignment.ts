import { CONTROL_ROOM } from '#contracts';
import { checkAccess, holdsRole } from '../actor.ts';
import type { CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { AssignmentRecord } from '../ports.ts';

/** The assignment, locked, when the actor may act on it: the control room of its region, or the unit's own crew. */
export async function loadAssignment(
  { store, actor, now }: CommandContext,
  assignmentId: string,
  { crewMayAct }: { readonly crewMayAct: boolean },
): Promise<Outcome<AssignmentRecord>> {
  const assignment = await store.findAssignmentForUpdate(assignmentId);
  if (!assignment) return refuse('notFound');
  const { regionId, unitId } = assignment;
  if (holdsRole(actor, regionId, CONTROL_ROOM)) return accept(assignment);
  if (crewMayAct && holdsRole(actor, regionId, ['crew']) && (await store.isCrewOf(actor.id, unitId, now))) {
    return accept(assignment);
  }
  return checkAccess(actor, regionId, CONTROL_ROOM) ?? refuse('forbidden');
}
