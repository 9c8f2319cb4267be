import { CONTROL_ROOM, type ActivateAssignmentBody, type AssignmentView } from '#contracts';
import type { Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { loadOpenIncident } from '../incident/load-incident.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { getAssignmentForUpdate, peekAssignment, refuseStep } from './load-assignment.ts';
import { loadUnitOnDuty } from './load-unit.ts';
import { startAssignment } from './start-assignment.ts';

/** Sends a unit on an assignment that was reserved for it. While it does something else, the answer says what. */
export function activateAssignment(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: ActivateAssignmentBody,
): Promise<Outcome<AssignmentView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const seen = await peekAssignment(context, assignmentId);
      if (!seen.ok) return seen;
      const { incidentId, unitId } = seen.value;
      const incident = await loadOpenIncident(context, incidentId, CONTROL_ROOM);
      if (!incident.ok) return incident;
      const unit = await loadUnitOnDuty(context, unitId, incident.value, { isPromised: true });
      if (!unit.ok) return unit;
      const assignment = await getAssignmentForUpdate(context, assignmentId);
      if (assignment.status !== 'reserved') {
        return refuseStep(context, assignment, 'assignmentNotReserved');
      }
      const started = await startAssignment(context, {
        incident: incident.value,
        unit: unit.value,
        kind: 'now',
        recommendationId: null,
        recommendedRank: null,
        overrideReason: null,
        follows: null,
      });
      return started.ok ? accept(await context.store.getAssignmentView(started.value)) : started;
    },
  );
}
