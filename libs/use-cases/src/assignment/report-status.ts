import { CONTROL_ROOM, type StatusAnswer, type StatusBody } from '#contracts';
import { holdsRole, type Actor } from '../actor.ts';
import { runCommand, type CommandContext } from '../command/run-command.ts';
import { accept, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { CommandPorts } from '../ports.ts';
import type { AssignmentRecord } from './assignment-store.ts';
import { loadAssignment, refuseStep } from './load-assignment.ts';
import { noteNotApplied, recordStep, type ReportedStep } from './record-step.ts';

/**
 * Reports one step of the ladder. An event from a device's outbox is confirmed even when it cannot be applied, so
 * that it never blocks those behind it; a step entered at the desk that cannot follow is refused.
 */
export function reportStatus(
  ports: CommandPorts,
  actor: Actor,
  assignmentId: string,
  body: StatusBody,
): Promise<Outcome<StatusAnswer>> {
  return runCommand(
    ports,
    actor,
    { commandId: body.commandId, body: { assignmentId, body } },
    async (context) => {
      const loaded = await loadAssignment(context, assignmentId, { crewMayAct: true });
      if (!loaded.ok) return loaded;
      const refusal = await checkDestination(context, loaded.value, body);
      if (refusal) return refusal;
      const { outboxEpoch = null, deviceSeq = null, destinationFacilityId = null } = body;
      const step: ReportedStep = {
        status: body.status,
        pressedAt: new Date(body.at),
        movedAt: context.now,
        destinationFacilityId,
        byCrew: !holdsRole(actor, loaded.value.regionId, CONTROL_ROOM),
        source: { deviceId: null, outboxEpoch, deviceSeq },
      };
      const decision = await recordStep(context, loaded.value, step, { pressedAt: body.at });
      if (decision.ok) return answer(context, assignmentId, 'applied', null);
      const isFromOutbox = body.outboxEpoch !== undefined && body.deviceSeq !== undefined;
      if (!isFromOutbox) {
        return refuseStep(context, loaded.value, decision.reason, { reported: body.status });
      }
      noteNotApplied(context, loaded.value, body.status, decision.reason, { pressedAt: body.at });
      return answer(context, assignmentId, 'recordedNotApplied', decision.reason);
    },
  );
}

async function checkDestination(
  { store }: CommandContext,
  assignment: AssignmentRecord,
  body: Pick<StatusBody, 'destinationFacilityId'>,
): Promise<Refusal | undefined> {
  if (body.destinationFacilityId === undefined) return undefined;
  const isKnown = await store.isFacilityOf(body.destinationFacilityId, assignment.regionId);
  return isKnown ? undefined : refuse('facilityNotFound');
}

async function answer(
  { store }: CommandContext,
  assignmentId: string,
  result: StatusAnswer['result'],
  reason: string | null,
): Promise<Outcome<StatusAnswer>> {
  return accept({ ...(await store.getAssignmentView(assignmentId)), result, reason });
}
