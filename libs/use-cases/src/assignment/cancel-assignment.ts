import type { AssignmentView, CancelAssignmentBody } from '#contracts';
import { isActive } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { endAssignment, noteReservedDue } from './end-assignment.ts';
import { loadAssignment } from './load-assignment.ts';

/** Calls a unit off. */
export function cancelAssignment(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: CancelAssignmentBody,
): Promise<Outcome<AssignmentView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const loaded = await loadAssignment(context, assignmentId, { crewMayAct: false });
      if (!loaded.ok) return loaded;
      const { status, regionId, incidentId, unitId } = loaded.value;
      const ended = await endAssignment(context, loaded.value, 'cancelled', body.reason);
      if (!ended.ok) return ended;
      context.journal({
        regionId,
        kind: 'assignmentCancelled',
        subjectType: 'assignment',
        subjectId: assignmentId,
        payload: { incidentId, unitId, statusBefore: status },
      });
      if (isActive(status)) await noteReservedDue(context, loaded.value);
      return accept(await context.store.getAssignmentView(assignmentId));
    },
  );
}
