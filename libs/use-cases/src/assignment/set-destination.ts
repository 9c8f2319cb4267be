import { CONTROL_ROOM, type AssignmentView, type SetDestinationBody } from '#contracts';
import { isEnded } from '#domain';
import { holdsRole, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, refuse, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { journalAssignment } from './journal-assignment.ts';
import { loadAssignment, refuseStep } from './load-assignment.ts';

/** Sets, changes or takes back the facility that the patient is taken to, at any time before the assignment ends. */
export function setDestination(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: SetDestinationBody,
): Promise<Outcome<AssignmentView>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const { store } = context;
      const loaded = await loadAssignment(context, assignmentId, { crewMayAct: true });
      if (!loaded.ok) return loaded;
      const { regionId, incidentId, unitId, status, destinationFacilityId } = loaded.value;
      if (isEnded(status)) return refuseStep(context, loaded.value, 'assignmentEnded');
      const { facilityId } = body;
      if (facilityId !== null && !(await store.isFacilityOf(facilityId, regionId))) {
        return refuse('facilityNotFound');
      }
      await store.setDestination(assignmentId, facilityId);
      journalAssignment(context, loaded.value, 'destinationSet', {
        incidentId,
        unitId,
        status,
        destinationFacilityId: facilityId,
        destinationBefore: destinationFacilityId,
        byCrew: !holdsRole(actor, regionId, CONTROL_ROOM),
      });
      return accept(await store.getAssignmentView(assignmentId));
    },
  );
}
