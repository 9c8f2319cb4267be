import type { AssignmentView, CancelAssignmentBody } from '#contracts';
import { decideStatus } from '#domain';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { loadAssignment } from './load-assignment.ts';

/** Calls a unit off. The reason is kept beside the assignment, not in the journal, since people write names into it. */
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
      const { store, now, journal } = context;
      const loaded = await loadAssignment(context, assignmentId, { crewMayAct: false });
      if (!loaded.ok) return loaded;
      const { status, recordedSteps, regionId, incidentId, unitId } = loaded.value;
      const decision = decideStatus({ status, recordedSteps: new Set(recordedSteps) }, 'cancelled');
      if (!decision.ok) {
        const reason = decision.reason === 'stepAlreadyRecorded' ? 'assignmentEnded' : decision.reason;
        return refuse(reason, { status });
      }
      await store.insertStep({
        assignmentId,
        status: 'cancelled',
        pressedAt: now,
        recordedAt: now,
        recordedBy: actor.id,
        outboxEpoch: null,
        deviceSeq: null,
      });
      await store.moveAssignment(assignmentId, 'cancelled', now, true);
      await store.setCancelReason(assignmentId, body.reason);
      journal({
        regionId,
        kind: 'assignmentCancelled',
        subjectType: 'assignment',
        subjectId: assignmentId,
        payload: { incidentId, unitId, statusBefore: status },
      });
      return accept(await store.getAssignmentView(assignmentId));
    },
  );
}
