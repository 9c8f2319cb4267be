import { CONTROL_ROOM, type AssignmentView, type CancelAssignmentBody } from '#contracts';
import { isActive } from '#domain';
import { holdsRole, type Actor } from '../actor.ts';
import { runCommand } from '../command/run-command.ts';
import { accept, type Outcome } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import { endAssignment, noteReservedDue } from './end-assignment.ts';
import { journalAssignment } from './journal-assignment.ts';
import { loadAssignment } from './load-assignment.ts';

/** Calls a unit off. The control room of the unit's own region may do so too: it calls back a unit that helps a neighbour. */
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
      const loaded = await loadAssignment(context, assignmentId, { unitRegionMayAct: true });
      if (!loaded.ok) return loaded;
      const { status, regionId, unitRegionId, incidentId, unitId } = loaded.value;
      const ended = await endAssignment(context, loaded.value, 'cancelled', body.reason);
      if (!ended.ok) return ended;
      const isCalledBack = !holdsRole(actor, regionId, CONTROL_ROOM);
      const payload = { incidentId, unitId, statusBefore: status };
      const more = isCalledBack ? { calledBackByRegionId: unitRegionId } : {};
      journalAssignment(context, loaded.value, 'assignmentCancelled', { ...payload, ...more });
      if (isActive(status)) await noteReservedDue(context, loaded.value);
      return accept(await context.store.getAssignmentView(assignmentId));
    },
  );
}
